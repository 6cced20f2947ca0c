"""What the web server checks before it listens: the demonstration signs anybody in, so it stays on this computer.

And it does not say what program it is.
"""

from ipaddress import ip_address
from typing import TYPE_CHECKING

from gunicorn.http.wsgi import Response

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter


def nameless(response: Response) -> list[str]:
    """The headers of every answer, without the one that names the server's program."""
    return [header for header in _headers(response) if not header.startswith("Server:")]


_headers = Response.default_headers
Response.default_headers = nameless


def on_starting(server: "Arbiter") -> None:
    """Raises RuntimeError, which the server prints before it ends. Where it isn't the demonstration, all is allowed."""
    from infoshare.settings import DEMO  # this file is read before the server can import the site

    if DEMO and not all(_stays_here(address) for address in server.cfg.address):
        raise RuntimeError(
            "The demonstration (INFOSHARE_DEMO=1) signs anybody in without a password, so it runs on localhost only. "
            "Bind it to 127.0.0.1, or turn the demonstration off."
        )


def _stays_here(address: object) -> bool:
    """Whether only this computer reaches it. A socket handed over by number could be anything."""
    if isinstance(address, str):
        return True  # a Unix socket
    if not isinstance(address, tuple):
        return False
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
