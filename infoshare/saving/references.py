"""References that tell nothing and cannot be guessed."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread over a telephone


def new_reference(prefix: str) -> str:
    """Such as IS-7KQ2-M9TR."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def read(text: str, prefix: str) -> str:
    """The reference, however it was dictated: without its dashes, in small letters, with spaces. "" if it is none."""
    letters = "".join(filter(str.isalnum, text.upper())).removeprefix(prefix)
    is_one = len(letters) == 8 and set(letters) <= set(ALPHABET) and text.strip().upper().startswith(prefix)
    return f"{prefix}-{letters[:4]}-{letters[4:]}" if is_one else ""
