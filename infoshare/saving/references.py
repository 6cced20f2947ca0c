"""References that tell nothing and cannot be guessed."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread over a telephone


def new_reference(prefix: str) -> str:
    """Such as IS-7KQ2-M9TR."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
