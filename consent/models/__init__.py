"""What is stored about people and their consent."""

from consent.models.person import Person, Relationship

__all__ = ["Person", "Relationship"]
