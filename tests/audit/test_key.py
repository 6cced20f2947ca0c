"""The installation's own key: what it signs fits, and nothing else is taken for one."""

import subprocess
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_django import Settings

from infoshare import installation_key
from infoshare.audit.apps import can_sign
from infoshare.installation_key import fingerprint, new_key, private_key, public_pem, sign
from tests.databases import ROOT


def test_what_it_signs_fits_what_it_signed_alone() -> None:
    key = new_key()
    public = serialization.load_pem_public_key(public_pem(key).encode())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(sign(key, b"said"), b"said", installation_key.SIGNED_WITH)
    with pytest.raises(InvalidSignature):
        public.verify(sign(key, b"said"), b"Said", installation_key.SIGNED_WITH)
    assert len(fingerprint(key)) == 64
    assert fingerprint(key) != fingerprint(new_key())


def test_what_is_no_such_key_is_found_by_the_checks(settings: Settings) -> None:
    assert can_sign() == []
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    other = ec.generate_private_key(ec.SECP384R1()).private_bytes(*form).decode()
    for wrong in ("", "no key", other):
        settings.SIGNING_KEY = wrong
        assert [each.id for each in can_sign()] == ["audit.E001"]


def test_the_secrets_that_are_made_for_a_server_hold_one(tmp_path: Path) -> None:
    for _ in range(2):
        subprocess.run([ROOT / "bin/make-secrets.sh"], cwd=tmp_path, check=True, capture_output=True)
        made = (tmp_path / "secrets/signing_key").read_text()
        assert private_key(made)
    assert (tmp_path / "secrets/signing_key").read_text() == made
