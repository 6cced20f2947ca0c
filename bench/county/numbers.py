"""References and keys that are there once, and look as if by chance: of a counter, the same each time."""

from infoshare.saving.references import ALPHABET

HOW_MANY, AWAY = len(ALPHABET) ** 8, 566_236_213_987  # with no divisor in common: each number is met once
KEYS, APART = 2**122, 2_305_843_009_213_693_951_000_000_007


def reference(prefix: str, number: int) -> str:
    """Such as IS-7KQ2-M9TR."""
    left, letters = number * AWAY % HOW_MANY, []
    for _ in range(8):
        left, place = divmod(left, len(ALPHABET))
        letters.append(ALPHABET[place])
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"


def uuid(number: int) -> str:
    digits = f"{number * APART % KEYS:032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"
