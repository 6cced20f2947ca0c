"""A world that takes seconds to make is put back for the next test in a moment."""

from tests.remembered import once_pickled
from tests.seeding.world import World, world


def kept_world(*, organisations: int, decisions: int) -> World:
    """As world(), with the same numbers and tokens each time."""
    return once_pickled(
        ("world", organisations, decisions), lambda: world(organisations=organisations, decisions=decisions)
    )
