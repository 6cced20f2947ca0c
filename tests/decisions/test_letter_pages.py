"""A letter is read before it is printed, and is made only while that puts nobody at risk."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from decisions.draft import load
from decisions.letters import telling as letters
from decisions.models import Decision, Line, Recipient
from decisions.policies import Refused
from decisions.policies.telling import check_can_write_letter
from infoshare.accounts.models import Organisation, User
from tests.browser import pdfs
from tests.conftest import Walked
from tests.decisions.around import change, child_of, father_of, looked, untold
from tests.decisions.sharing import sent
from tests.decisions.test_telling import not_yet, path
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
LETTERS = ("child/", "child.pdf", "child.txt", "family-easy-read/", "family-easy-read.pdf", "family-easy-read.txt")


@pytest.mark.parametrize("page", LETTERS)
def test_a_letter_is_read_first_and_then_printed(north: People, walked: Walked, signed_in: SignedIn, page: str) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    child_of(decision, by)
    answer = signed_in(by).get(path(decision, page))
    assert answer.status_code == 200
    if page.endswith("/"):
        assert f'href="{path(decision, page.removesuffix("/"))}.pdf"' in answer.content.decode()
    if page.endswith(".pdf"):
        assert answer.content.startswith(b"%PDF-")
    if page.endswith(".txt"):
        assert answer.content.decode().startswith("1. ")


def stopped(client: Client, decision: Decision) -> set[str]:
    """What each letter says while none is made; asked of the preview, the PDF and the text alike."""
    found = set()
    for page in LETTERS:
        answer = client.get(path(decision, page))
        assert answer.status_code == 403, page
        found.add(str(answer.context["sentence"]))
    return found


def test_no_letter_is_made_while_it_is_not_safe_to_tell_them(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = not_yet(walked, by)
    [sentence] = stopped(client, decision)
    assert sentence.startswith("It is not safe to tell them now, so no letter is made. North practitioner, or somebody")
    assert sentence.split(". ", 1)[0] in client.get(path(decision)).content.decode()
    looked(decision, by, "tell")
    assert client.get(path(decision, "child.pdf")).status_code == 200
    looked(decision, by, "not_safe")
    assert stopped(client, decision)


@pytest.mark.parametrize("flag", ["must_not_be_told", "must_not_be_found"])
def test_no_letter_is_made_where_somebody_must_not_be_told_or_found_even_if_its_page_was_open_before(
    north: People, walked: Walked, signed_in: SignedIn, flag: str
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by)
    father = father_of(child_of(decision, by), by)
    assert client.get(path(decision, "child/")).status_code == 200
    change(father, by, **{flag: True, f"{flag}_why": "He hurt her"})
    [sentence] = stopped(client, decision)
    assert sentence.startswith("Sean Byrne (father) must not be")
    assert "You can change that on the page of the person" in sentence
    change(father, by, **{flag: False})
    assert client.get(path(decision, "child.pdf")).status_code == 200


def test_whoever_may_not_open_the_person_reads_no_name(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    elsewhere = north["practitioner_elsewhere"]
    untold(child_of(decision, by, known_to=elsewhere), elsewhere)
    with pytest.raises(Refused, match="Somebody must not be told or found") as refused:
        check_can_write_letter(load(decision), by)
    assert "Sean" not in str(refused.value)


def test_where_nobody_is_linked_the_page_says_that_nothing_is_known(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    text = signed_in(by).get(path(walked("C01", by), "child/")).content.decode()
    assert "Nobody is linked to this decision" in text


def test_a_letter_before_anything_went_says_so_and_one_made_after_speaks_of_what_is_over(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by)
    warning, page = "no sheet is written down as sent", path(decision, "child/")
    assert decision.record.told == "after"
    before = client.get(page).content.decode()
    assert warning in before
    assert "We want to share some things about you" in before
    for sheet in decision.sheets.all():
        sent(sheet, by=by)
    after = client.get(page).content.decode()
    assert warning not in after
    assert "We shared some things about you" in after


def test_what_went_is_not_spoken_of_as_what_may_still_be_stopped_however_late_they_are_told(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = not_yet(walked, by)
    for sheet in decision.sheets.all():
        sent(sheet, by=by)
    looked(decision, by, "tell")
    text = client.get(path(decision, "child/")).content.decode()
    assert "We shared some things about you" in text
    for said in ("We want to share", "We will pass on", "will get it", "At times we still have to", "What we share<"):
        assert said not in text


def test_whoever_has_it_is_named_apart_from_whoever_is_still_to_get_it(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = not_yet(walked, by)
    draft = load(decision)
    first = replace(draft, recipients=draft.recipients[:1])
    other = Recipient(pk=0, organisation="The clinic", role="nurse")
    lines = [*draft.lines, *(_copied(line, other) for line in draft.lines)]
    both = replace(first, recipients=[*first.recipients, other], lines=lines)
    made = letters.letter(both, letters.VARIANTS["child"], got={draft.recipients[0].pk})
    [whom] = [part for part in made.parts if part.heading == "Who got it"]
    assert not any("clinic" in each for each in whom.things)
    assert whom.after == ("They will get it too: Nurse, The clinic.",)


def _copied(line: Line, to: Recipient) -> Line:
    made = Line(item=line.item, recipient=to, choice="share", why="Why")
    made.saved_at = to.saved_at = timezone.now()
    return made


def test_how_to_reach_us_is_on_the_letter_or_a_line_to_write_it_on(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by)
    by_hand, page = "a line for a telephone number", path(decision, "child/")
    assert by_hand in client.get(page).content.decode()
    assert "Telephone:" in pdfs.text(client.get(path(decision, "child.pdf")).content)
    Organisation.objects.filter(pk=decision.organisation_id).update(contact="01632 960001")
    text, printed = client.get(page).content.decode(), pdfs.text(client.get(path(decision, "child.pdf")).content)
    for said in (text, printed):
        assert "01632 960001" in said
    assert by_hand not in text
    assert "Telephone:" not in printed
