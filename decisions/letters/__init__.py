"""What leaves the building in plain words: notices, letters to the family, letters to whoever asked."""

from decisions.letters.withdrawal import withdrawal_notice

__all__ = ["withdrawal_notice"]
