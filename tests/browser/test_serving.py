"""The server process: its health pages, and a demonstration that nobody but this computer can reach."""

import http.client
import subprocess
import urllib.request

import pytest

from tests.browser.site import Site, free_port, gunicorn
from tests.databases import ROOT, environment, manage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SENTENCE = "so it runs on localhost only"


@pytest.mark.parametrize(("path", "said"), [("healthz", "alive"), ("readyz", "ready")])
def test_machines_can_ask_whether_it_lives_and_serves(site: Site, path: str, said: str) -> None:
    with urllib.request.urlopen(f"{site.address}/{path}", timeout=20) as answer:
        assert answer.read().decode().strip() == said


def test_the_demonstration_refuses_a_public_name() -> None:
    done = manage("check", env=environment("none", INFOSHARE_HOSTS="127.0.0.1,infoshare.example.org"))
    assert done.returncode
    assert SENTENCE in done.stderr


@pytest.mark.parametrize("bind", ["0.0.0.0:{}", "[::]:{}", ":{}", "192.0.2.1:{}"])
def test_the_demonstration_refuses_to_listen_beyond_this_computer(bind: str) -> None:
    done = serve(bind.format(free_port()), demo="1")
    assert done.returncode == 1
    assert SENTENCE in done.stderr
    assert "Traceback" not in done.stderr


def test_in_earnest_any_address_is_tried() -> None:
    """192.0.2.1 is kept for examples (RFC 5737): no computer has it, so trying it ends by itself."""
    done = serve(f"192.0.2.1:{free_port()}", demo="0")
    assert done.returncode
    assert SENTENCE not in done.stderr
    assert "192.0.2.1" in done.stderr


def serve(bind: str, *, demo: str) -> subprocess.CompletedProcess[str]:
    env = environment("none", INFOSHARE_DEMO=demo)
    return subprocess.run(gunicorn(bind), cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("path", ["healthz", "accounts/login/", "nowhere", "static/infoshare.css"])
def test_no_answer_names_the_servers_program(site: Site, path: str) -> None:
    connection = http.client.HTTPConnection(site.address.removeprefix("http://"), timeout=20)
    connection.request("GET", f"/{path}")
    assert connection.getresponse().headers["Server"] is None
    connection.close()
