"""Whether the words for whom a piece of information is about say the child, or somebody else. Plain Python."""

from consent.names import words

SAID = frozenset({"the", "this", "our", "a", "child", "children", "young", "person", "people"})


def is_the_child(whom: str, *names: str) -> bool:
    """Nobody is named, or only "the young person" is; or it is one of their names, or their initials."""
    said = words(whom)
    return set(said) <= SAID or any("".join(said) == "".join(words(name)) for name in names)
