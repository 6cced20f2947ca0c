"""Many things done one after the other, where a fault of ours with one must stop no other."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def each_by_itself(things: Iterable[Thing], do: Callable[[Thing], int], *, failed: str) -> int:
    """How much was done in all. What failed is raised together at the end, under the words of `failed`."""
    done, faults = 0, []
    for thing in list(things):
        try:
            done += do(thing)
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup(failed, faults)
    return done
