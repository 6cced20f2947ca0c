"""The organisations that have accounts of their own to sign in with (OpenID Connect), as the operator lists them."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = "INFOSHARE_OIDC_FILE"
KEYS = {"id", "organisation", "domains", "server_url", "client_id", "client_secret_file", "second_step"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Provider:
    """One organisation's accounts. `second_step`: whether its own second step counts, where it says that it asked."""

    id: str
    organisation: str
    domains: tuple[str, ...]
    server_url: str
    client_id: str
    secret: str
    second_step: bool

    def as_app(self) -> dict[str, object]:
        """As allauth wants it."""
        return {
            "provider_id": self.id,
            "name": self.organisation,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.server_url, "oauth_pkce_enabled": True},
        }


def read(text: str) -> tuple[Provider, ...]:
    """Raises ImproperlyConfigured with advice. No text, no providers."""
    if not text:
        return ()
    try:
        rows = json.loads(text)
    except ValueError:
        rows = None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ImproperlyConfigured(f"{NAME} must hold a JSON list of objects.")
    found = tuple(_provider(number, row) for number, row in enumerate(rows, 1))
    _refuse_twice("id", [each.id for each in found])
    _refuse_twice("domain", [domain for each in found for domain in each.domains])
    return found


def _provider(number: int, row: Mapping[str, object]) -> Provider:
    where = f"{NAME}, entry {number}"
    if set(row) != KEYS:
        raise ImproperlyConfigured(f"{where} must have exactly these keys: {', '.join(sorted(KEYS))}.")
    for key in sorted(KEYS - {"domains", "second_step"}):
        if not isinstance(row[key], str) or not row[key]:
            raise ImproperlyConfigured(f"{where}: {key} must be text.")
    if not re.fullmatch(r"[a-z0-9-]+", str(row["id"])):
        raise ImproperlyConfigured(f"{where}: id must be small letters, digits and hyphens.")
    if not isinstance(row["second_step"], bool):
        raise ImproperlyConfigured(f"{where}: second_step must be true or false.")
    return Provider(
        id=str(row["id"]),
        organisation=str(row["organisation"]),
        domains=_domains(where, row["domains"]),
        server_url=_server(where, str(row["server_url"])),
        client_id=str(row["client_id"]),
        secret=_secret(where, str(row["client_secret_file"])),
        second_step=row["second_step"],
    )


def _domains(where: str, given: object) -> tuple[str, ...]:
    domains = given if isinstance(given, list) else []
    if not domains or not all(isinstance(each, str) and re.fullmatch(r"[\w-]+(\.[\w-]+)+", each) for each in domains):
        raise ImproperlyConfigured(f"{where}: domains must be a list such as ['school.example'].")
    return tuple(each.lower() for each in domains)


def _server(where: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ImproperlyConfigured(f"{where}: server_url must begin with https://.")
    return url.rstrip("/")


def _secret(where: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{where}: cannot read client_secret_file ({error.strerror}).") from None


def _refuse_twice(what: str, given: Iterable[str]) -> None:
    seen = list(given)
    if len(seen) != len(set(seen)):
        raise ImproperlyConfigured(f"{NAME}: the same {what} stands there twice.")
