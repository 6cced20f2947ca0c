"""Every page that says that something went wrong, asked for with a token in the request."""

from collections.abc import Callable, Iterator
from unittest import mock

from django.test import Client

from decisions import summary
from infoshare.accounts.models import Team
from tests.campaigns.acting import taken_back
from tests.campaigns.crawl import Visit

START = "/decisions/new/"


def error_pages(client: Client, typed: str) -> Iterator[tuple[str, Visit]]:
    """What went wrong, and the page that says so. The client is a practitioner's."""
    client.raise_request_exception = False
    for status, ask in PAGES:
        with taken_back(client):
            visit = ask(client, typed)
        assert visit.answer.status_code == status, ask
        yield ask.__name__, visit


def not_there(client: Client, typed: str) -> Visit:
    return _sent(client, "/decisions/IS-2222-2222/", {"about": typed})


def not_theirs(client: Client, typed: str) -> Visit:
    return _sent(client, "/people/invite/", {"name": typed})


def not_readable(client: Client, typed: str) -> Visit:
    return _sent(client, START, {f"{typed}{number}": typed for number in range(400)})


def too_often(client: Client, typed: str) -> Visit:
    path, email = "/accounts/password/reset/", f"{typed}@north.example"
    return [_sent(client, path, {"email": email}) for _ in range(6)][-1]


def from_elsewhere(client: Client, typed: str) -> Visit:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies
    return _sent(careful, START, {"about": typed})


def quoted_by_python(client: Client, typed: str) -> Visit:
    return _broken(client, lambda: int(typed))


def quoted_by_the_database(client: Client, typed: str) -> Visit:
    return _broken(client, lambda: Team.objects.create(**Team.objects.values("name", "organisation_id")[0]))


def _sent(client: Client, path: str, data: dict[str, str]) -> Visit:
    return Visit(path, client.post(path, data))


def _broken(client: Client, breaks: Callable[[], object]) -> Visit:
    with mock.patch.object(summary, "home_page", side_effect=lambda *_: breaks()):
        return Visit("/", client.get("/"))


PAGES = (
    (404, not_there),
    (403, not_theirs),
    (400, not_readable),
    (429, too_often),
    (403, from_elsewhere),
    (500, quoted_by_python),
    (500, quoted_by_the_database),
)
