"""Asks the site on this machine whether it is alive; exits 1 if not. For the container's health check."""

import os
from http.client import HTTPConnection

if __name__ == "__main__":
    # The site answers only to its own names.
    host = os.environ.get("INFOSHARE_HOSTS", "localhost").split(",")[0].strip()
    site = HTTPConnection("127.0.0.1", 8000, timeout=4)
    site.request("GET", "/healthz", headers={"Host": host})
    raise SystemExit(site.getresponse().status != 200)
