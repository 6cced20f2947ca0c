"""What the documents name is there, and decisions are headed alike."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = re.compile(r"`([\w./-]+\.(?:html|json|md|py|scss|sh|toml|txt))`|\]\(([\w./-]+\.\w+)\)")
MADE = {"campaigns/results.json", "bench/results.json"}  # by a command that the document names


FOLDERS = ("bench", "bin", "consent", "decisions", "docs", "infoshare", "static", "templates", "tests")


def kept() -> list[str]:
    found = [*ROOT.glob("*.*"), *(each for folder in FOLDERS for each in (ROOT / folder).rglob("*.*"))]
    return [str(each.relative_to(ROOT)) for each in found if "node_modules" not in each.parts]


def test_every_file_that_a_document_names_is_there() -> None:
    """A document may leave out the folders that its sentence is about."""
    files = [f"/{each}" for each in kept()]
    named = {
        (document, name.removeprefix("../").removeprefix("../").removeprefix("./"))
        for document in kept()
        if document.endswith(".md")
        for pair in FILE.findall((ROOT / document).read_text())
        for name in pair
        if name
    }
    assert len(named) > 100
    gone = {(where, name) for where, name in named if not any(each.endswith(f"/{name}") for each in files)}
    assert {each for each in gone if each[1] not in MADE} == set()


def test_every_decision_is_headed_by_its_number() -> None:
    for each in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        assert each.read_text().startswith(f"# {int(each.name[:4])}. "), each.name


def test_the_guide_names_the_migrations_that_older_code_does_not_fit() -> None:
    """
    They take columns away, or change them: whoever brings an installation up to date stops the site first.
    A column that is to hold text of any length does not count: older code reads it, and what that writes fits.
    """
    guide, files = (ROOT / "docs" / "operations.md").read_text(), list(ROOT.glob("**/migrations/[0-9]*.py"))
    change = re.compile(r"\b(Remove|Alter)Field\((?![^()]*\bmodels\.TextField\()")
    changing = {file for file in files if ".venv" not in file.parts and change.search(file.read_text())}
    named = set(re.findall(r"`(\w+\.\d{4})`", guide))
    assert named == {f"{file.parents[1].name}.{file.name[:4]}" for file in changing}
