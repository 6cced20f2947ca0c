"""200 grids, each sheet as a file and as text: what is kept back is nowhere in it, what is shared is there once."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.campaigns.conftest import Judge
from tests.decisions.sheet_bytes import faults
from tests.decisions.test_sheet import GRIDS

pytestmark = pytest.mark.slow


def test_no_sheet_holds_what_its_recipient_may_not_read(size: Callable[[int, int], int], judge: Judge) -> None:
    grids, found = size(2, 200), list[str]()
    tried = 0

    @given(GRIDS)
    @settings(max_examples=grids)
    def look(cells: list[list[str]]) -> None:
        nonlocal tried
        tried += 1
        found.extend(faults(cells))

    look()
    judge("Sheets: grids whose sheets say what they may and no more", tried=tried, failed=found, at_least=grids)
