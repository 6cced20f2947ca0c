"""Each environment variable is read once and refused with advice when it is nonsense."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "DATABASE_URL": "postgresql://infoshare:secret%20word@db.example:5433/in%2Fshare",
    "INFOSHARE_SECRET_KEY": "x" * 50,
    "INFOSHARE_SIGNING_KEY": "not read here",
    "INFOSHARE_HOSTS": "infoshare.example",
    "INFOSHARE_SITE": "https://infoshare.example/",
    "INFOSHARE_MAIL": "smtp://post:pass%40word@mail.example:2525",
}
# Runs the settings once for each set of values it reads, and says what each came to.
TRY_EACH = """
import json, os, sys
from django.core.exceptions import ImproperlyConfigured
plain = dict(os.environ)
for values in json.load(sys.stdin):
    os.environ.clear()
    os.environ.update(plain | values)
    for name in [each for each in sys.modules if each.startswith("infoshare")]:
        sys.modules.pop(name)
    try:
        import infoshare.settings
        print("accepted")
    except ImproperlyConfigured as refusal:
        print(refusal)
"""
NONSENSE = [
    ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must look like postgresql://user:password@host:5432/database."),
    ({"DATABASE_URL": "postgresql://host/"}, "DATABASE_URL must look like postgresql://"),
    ({"DATABASE_URL": "postgresql://host:many/x"}, "DATABASE_URL must look like postgresql://"),
    (
        {"DATABASE_URL": "postgresql://host/x?sslmode=require"},
        "DATABASE_URL: sslmode is not read there. Set PGSSLMODE instead.",
    ),
    ({"INFOSHARE_SECRET_KEY": "short"}, "INFOSHARE_SECRET_KEY must be at least 50 random characters."),
    ({"INFOSHARE_SECRET_KEY": ""}, "Set INFOSHARE_SECRET_KEY (or INFOSHARE_SECRET_KEY_FILE)"),
    ({"INFOSHARE_SECRET_KEY_FILE": "/nowhere/at/all"}, "INFOSHARE_SECRET_KEY_FILE: cannot read that file"),
    ({"INFOSHARE_SIGNING_KEY": ""}, "Set INFOSHARE_SIGNING_KEY_FILE to a file with the installation's own key"),
    ({"INFOSHARE_ANCHORS": "file ftp://host/"}, "INFOSHARE_ANCHORS: ftp://host/ is no place."),
    ({"INFOSHARE_TIMESTAMP_URL": "tsa.example"}, "INFOSHARE_TIMESTAMP_URL must be the http or https address"),
    ({"INFOSHARE_HOSTS": "*"}, "INFOSHARE_HOSTS must name the hosts this site answers to"),
    ({"INFOSHARE_DEMO": "maybe"}, "INFOSHARE_DEMO must be 1 (on) or 0 (off)."),
    ({"INFOSHARE_DEMO": "1"}, "The demonstration (INFOSHARE_DEMO=1) signs anybody in without a password"),
    ({"INFOSHARE_HTTPS": "yes"}, "INFOSHARE_HTTPS must be 1 (on) or 0 (off)."),
    ({"INFOSHARE_SITE": "infoshare.example"}, "INFOSHARE_SITE must be where people reach the site"),
    ({"INFOSHARE_SITE": "https://elsewhere.example"}, "INFOSHARE_SITE must be where people reach the site"),
    ({"INFOSHARE_SITE": "https://infoshare.example/deep/"}, "INFOSHARE_SITE must be where people reach the site"),
    ({"INFOSHARE_MAIL": "foo"}, "INFOSHARE_MAIL must be 'file' or smtp://user:password@host:587."),
    ({"INFOSHARE_MAIL": "smtp://host:many"}, "INFOSHARE_MAIL must be 'file' or smtp://"),
    ({"INFOSHARE_DB_POOL": "0"}, "INFOSHARE_DB_POOL must be a whole number from 1 to 100."),
    ({"INFOSHARE_DB_POOL": "many"}, "INFOSHARE_DB_POOL must be a whole number from 1 to 100."),
    ({"INFOSHARE_BREACHED_PASSWORDS": "/nowhere/at/all"}, "INFOSHARE_BREACHED_PASSWORDS: cannot read that file"),
    ({"INFOSHARE_BREACHED_PASSWORDS": __file__}, "INFOSHARE_BREACHED_PASSWORDS: that file holds no SHA-1 hashes"),
    ({"INFOSHARE_PROXIES": "-1"}, "INFOSHARE_PROXIES must be a whole number from 0 to 9."),
    ({"INFOSHARE_DB_POOL": "²"}, "INFOSHARE_DB_POOL must be a whole number from 1 to 100."),
]


def settings_with(code: str, values: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own, in which nothing of this one is loaded."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        input=values,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**kept, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", **GOOD, **environment},
        timeout=60,
        check=True,
    )


@pytest.mark.slow
def test_nonsense_is_refused_with_advice() -> None:
    done = settings_with(TRY_EACH, json.dumps([values for values, _ in NONSENSE]))
    said = done.stdout.splitlines()
    assert len(said) == len(NONSENSE), done.stdout + done.stderr
    for (values, advice), line in zip(NONSENSE, said, strict=True):
        assert line.startswith(advice), f"{values}: {line}"


@pytest.mark.slow
def test_what_is_sound_is_taken_as_given(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text(f"{'k' * 60}\n", encoding="utf-8")
    code = "from infoshare.settings import *; print(DATABASES['default'], SECRET_KEY, EMAIL_HOST_PASSWORD, HTTPS, DEMO)"
    said = settings_with(code, "", INFOSHARE_SECRET_KEY_FILE=str(secret)).stdout
    for part in ("'in/share'", "'secret word'", "'5433'", "'db.example'", "k" * 60, "pass@word", "True False"):
        assert part in said


@pytest.mark.slow
def test_behind_https_every_cookie_and_header_says_so() -> None:
    code = (
        "from infoshare.settings import *;"
        "print(SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE, SESSION_COOKIE_NAME,"
        "SECURE_SSL_REDIRECT, SECURE_HSTS_SECONDS)"
    )
    assert settings_with(code, "").stdout.strip() == "True True __Host-session True 31536000"
