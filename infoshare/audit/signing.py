"""What is signed with the installation's key: canonical JSON, with the public part and the signature beside it."""

import base64
from typing import Any

from django.conf import settings

from infoshare import installation_key
from infoshare.audit.canonical import canonical


def signed(name: str, said: Any) -> dict[str, Any]:
    """`{name: what is said, "key": PEM, "signature": base64 of the DER}`, over the canonical bytes of what is said."""
    signature = installation_key.sign(settings.SIGNING_KEY, canonical(said).encode())
    return {
        name: said,
        "key": installation_key.public_pem(settings.SIGNING_KEY),
        "signature": base64.b64encode(signature).decode(),
    }
