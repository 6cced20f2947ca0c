"""An OpenID Connect provider of the tests' own: a certified one, run as a process for as long as it is needed."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import ROOT

FOLDER = ROOT / "tests" / "oidc"
SECRET = "a-secret-of-the-tests"
ACCOUNTS = {
    "isla": {"email": "isla.grant@riverside.example", "email_verified": True, "amr": ["pwd"]},
    "isla-mfa": {"email": "isla.grant@riverside.example", "email_verified": True, "amr": ["pwd", "otp"]},
    "unverified": {"email": "isla.grant@riverside.example", "email_verified": False, "amr": ["pwd", "otp"]},
    "nobody": {"email": "nobody@riverside.example", "email_verified": True, "amr": ["pwd", "otp"]},
    "elsewhere": {"email": "amara.cole@oakfield.example", "email_verified": True, "amr": ["pwd", "otp"]},
    "rosa": {"email": "rosa.lima@harbour.example", "email_verified": True, "amr": ["pwd"]},
    "rosa-mfa": {"email": "rosa.lima@harbour.example", "email_verified": True, "amr": ["pwd", "hwk"]},
}


def listed(folder: Path, port: int) -> Path:
    """The operator's file: Riverside asks for our second step, Harbour's own counts."""
    secret = folder / "secret"
    secret.write_text(SECRET)
    common = {"server_url": f"http://127.0.0.1:{port}", "client_id": "infoshare", "client_secret_file": str(secret)}
    places = (
        ("riverside", "Riverside Community Health", False),
        ("harbour", "Harbour Youth and Family Charity", True),
    )
    rows = [
        {"id": name, "organisation": called, "domains": [f"{name}.example"], "second_step": counts, **common}
        for name, called, counts in places
    ]
    file = folder / "providers.json"
    file.write_text(json.dumps(rows))
    return file


def node() -> str:
    """This machine's, or the one that the locked wheel brought."""
    return shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")


@contextmanager
def providing(port: int, site: str) -> Iterator[None]:
    redirects = [f"{site}/accounts/organisation/{name}/back/" for name in ("riverside", "harbour")]
    told = json.dumps({"port": port, "redirects": redirects, "accounts": ACCOUNTS})
    command = [node(), "provider.mjs", told]
    with subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "listening\n"
            yield
        finally:
            process.terminate()
            process.wait(10)
