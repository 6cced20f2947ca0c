"""How often something was shared, of numbers that are rounded: never one rate, but between which it lies."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from decisions.oversight.suppression import Told

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
TOO_FEW = "Too few to say"
TOO_WIDE = 0.5  # says nothing: whatever is between a quarter and three quarters could be most or few


@dataclass(frozen=True, slots=True)
class Between:
    """Shares of a whole, from 0 to 1."""

    low: float
    high: float

    @property
    def of_100(self) -> str:
        return f"{round(100 * self.low)} to {round(100 * self.high)}"

    @property
    def text(self) -> str:
        return f"{self.of_100} in 100"


def wilson(some: int, of: int) -> Between:
    """The interval of 95 in 100 of a proportion (E. B. Wilson, J. American Statistical Association 22, 1927):
    it stays between 0 and 1, and holds for few as well. Of none it is everything.
    """
    if not of:
        return Between(0, 1)
    share, square = some / of, Z * Z / of
    middle, half = share + square / 2, Z * sqrt((share * (1 - share) + square / 4) / of)
    return Between(max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square)))


def rate(shared: Told, kept: Told) -> Between | None:
    """Widened by all that rounding leaves open; None where that says too little, or a number is not told."""
    (fewest, most), (least, greatest) = shared.range, kept.range
    between = Between(wilson(fewest, fewest + greatest).low, wilson(most, most + least).high)
    return between if between.high - between.low <= TOO_WIDE else None


def beside(own: Between | None, whole: Between | None) -> str:
    """Said of a difference only where the two have nothing in common."""
    if not own or not whole:
        return TOO_FEW
    if own.low > whole.high:
        return "More often"
    return "Less often" if own.high < whole.low else "No clear difference"
