"""Search over fifty terms: what each asks of the database is a figure of bench at scale."""

from pathlib import Path

from decisions import summary
from decisions.forms.search import SearchForm
from infoshare.accounts.models import User

LIST = Path(__file__).parent / "search_terms.txt"
TERMS = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
WITHIN = 50  # milliseconds of database time, for the worst of them
MOST = 2  # times what the middle one takes where there are 10,000


def search(user: User, wanted: str) -> dict[str, object]:
    """The page that answers it, as the site makes it."""
    form = SearchForm({"wanted": wanted})
    assert form.is_valid(), wanted
    return summary.search_page(summary.searched(wanted, form.words, user))
