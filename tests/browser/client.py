"""A browser without a window: follows links and fills forms over plain HTTP. For many requests, or very large ones."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from threading import Barrier
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.browser.controls import Fields, Page
from tests.browser.site import Site

AT_ONCE = 16
PATIENCE = 60  # seconds for one answer


class Client:
    """One person at one device."""

    def __init__(self, site: Site, email: str) -> None:
        self.site = site
        self.page, self.path = Page(""), ""
        self._cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._cookies))
        self.get("/accounts/login/")
        self._send("/accounts/sign-in-as/", {**self.page.hidden, "email": email})
        assert self.path == "/", self.page.text

    def get(self, path: str) -> bytes:
        return self._send(path, None)

    def go(self, end: str) -> None:
        """Follow the link whose address ends so."""
        self.get(next(link for link in self.page.links if link.endswith(end)))

    def fill(self, fields: Fields) -> None:
        """Fill the form of this page, leaving out what it doesn't ask, and send it."""
        self._send(self.path, self._filled(fields))

    def post(self, path: str, fields: Fields) -> None:
        self.get(path)
        self.fill(fields)

    def _filled(self, fields: Fields) -> Fields:
        return self.page.hidden | {name: value for name, value in fields.items() if name in self.page.controls}

    def _send(self, path: str, fields: Fields | None) -> bytes:
        body = None if fields is None else urlencode(fields, doseq=True).encode()
        request = Request(f"{self.site.address}{path}", body)
        try:
            answer = self._opener.open(request, timeout=PATIENCE)
        except HTTPError as refused:
            answer = refused
        with answer:
            self.status: int = answer.status
            self.path = urlsplit(answer.url).path
            content: bytes = answer.read()
        if answer.headers.get_content_type() == "text/html":
            self.html = content.decode()
            self.page = Page(self.html)
        return content

    def post_at_once(self, path: str, fields: Fields) -> list[tuple[int, str]]:
        """The same bytes sent many times at the same moment: each answer's status and where it sends the person."""
        self.get(path)
        body = urlencode(self._filled(fields), doseq=True)
        cookie = "; ".join(f"{each.name}={each.value}" for each in self._cookies)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        together = Barrier(AT_ONCE)

        def press(_: int) -> tuple[int, str]:
            connection = http.client.HTTPConnection(urlsplit(self.site.address).netloc, timeout=PATIENCE)
            try:
                together.wait()
                connection.request("POST", path, body, headers)
                answer = connection.getresponse()
                answer.read()
                return answer.status, answer.headers.get("Location", "")
            finally:
                connection.close()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(press, range(AT_ONCE)))
