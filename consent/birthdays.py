"""Ages, as the law of England and Wales counts them: from the first moment of the birthday, in local time."""

from datetime import date

ADULT = 18
# Birthdays after which a consent is looked at again: who can give it may have changed.
LOOK_AGAIN_AT = (12, 13, 16, ADULT)


def turns(born: date, age: int) -> date:
    """The day somebody reaches an age. Born on 29 February, it is 1 March where there is no such day."""
    year = born.year + age
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age(born: date, on: date) -> int:
    """Whole years on that day."""
    years = on.year - born.year
    return years if on >= turns(born, years) else years - 1


def is_adult(born: date | None, on: date) -> bool:
    """Whether they are 18 or more that day; somebody whose date of birth is not known counts as a child."""
    return born is not None and on >= turns(born, ADULT)
