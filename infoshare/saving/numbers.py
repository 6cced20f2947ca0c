"""Numbers of rows, as an address or a form has them."""

LONGEST = 18  # digits: PostgreSQL's bigint holds every such number


def row_number(said: str) -> int:
    """0, which no row has, where it is none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST else 0
