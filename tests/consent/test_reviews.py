"""Which consents are to be looked at again: none too few, each with why, and those alone that the reader may open."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent import actions
from consent.models import Consent, Person
from consent.reviews import due
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.consent.builders import answered, asked, assessed, person, related
from tests.consent.people import entered
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
PATH = "/consents/due/"
MANY = 20


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def agreed(about: Person, *, by: User, look: int | None = 180, until: int | None = None, ago: int = 200) -> Consent:
    """Her mother agreed so many days ago; to be looked at again, and ending, so many days from now."""
    consent = asked(about, by=by)
    looks = None if look is None else in_days(look)
    mother = about.relationships.first() or related(about, "Her mother", by=by)
    ends = None if until is None else in_days(until)
    answered(consent, mother, by=by, on=in_days(-ago), look_again_on=looks, until=ends)
    return consent


def groups(user: User) -> dict[str, list[str]]:
    """The references in each group."""
    found = due(user, timezone.localdate())
    return {group.slug: [each.held.consent.reference for each in group.reviews] for group in found}


@pytest.mark.parametrize(
    ("look", "until", "group"),
    [
        (-15, None, "overdue"),
        (-14, None, "due"),
        (0, None, "due"),
        (1, None, "soon"),
        (30, None, "soon"),
        (31, None, ""),
        (90, 0, "soon"),
        (90, 30, "soon"),
        (90, 31, ""),
        (None, None, ""),
        (-3, 5, "due"),
        (-3, -1, ""),
    ],
)
def test_each_is_overdue_due_or_due_soon_by_its_first_day(
    north: People, look: int | None, until: int | None, group: str
) -> None:
    by = north["practitioner"]
    consent = agreed(person(by, born_on=None), by=by, look=look, until=until)
    found = groups(by)
    assert [slug for slug, references in found.items() if consent.reference in references] == ([group] if group else [])


@pytest.mark.parametrize("age", [12, 13, 16, 18])
@pytest.mark.parametrize(("turns_in", "group"), [(-1, "due"), (0, "due"), (1, "soon"), (31, "")])
def test_a_birthday_after_which_somebody_else_may_decide_calls_for_it(
    north: People, signed_in: SignedIn, age: int, turns_in: int, group: str
) -> None:
    by, day = north["practitioner"], in_days(turns_in)
    consent = agreed(person(by, born_on=day.replace(year=day.year - age)), by=by, look=None, ago=40)
    assert [slug for slug, found in groups(by).items() if consent.reference in found] == ([group] if group else [])
    assert (f"{age}th birthday" in signed_in(by).get(PATH).content.decode()) == bool(group)


def test_a_parents_consent_that_ended_on_the_18th_birthday_is_shown_for_14_days(north: People) -> None:
    by = north["practitioner"]
    for number, ago in enumerate((14, 15)):
        day = in_days(-ago)
        child = entered(by, f"F-{number}", born_on=day.replace(year=day.year - 18))
        agreed(child, by=by, ago=40)
        refused = asked(child, by=by)
        answered(refused, child.relationships.get(), "refused", by=by, on=in_days(-40))
    found = groups(by)
    assert [len(found[slug]) for slug in ("overdue", "due", "soon")] == [0, 1, 0]


@pytest.mark.parametrize("kind", ["withdrawn", "refused", "reviewed"])
def test_what_nobody_agrees_to_any_more_or_was_looked_at_is_gone(north: People, kind: str) -> None:
    by = north["practitioner"]
    girl = person(by, born_on=None)
    consent, today = agreed(girl, by=by, look=-20), timezone.localdate()
    mother, said = girl.relationships.get(), {"consent": consent, "by": by, "request_key": uuid4(), "on": today}
    assert consent.reference in groups(by)["overdue"]
    if kind == "withdrawn":
        actions.take_back(relationship=mother, why="She rang", **said)  # type: ignore[arg-type]
    elif kind == "refused":
        answered(consent, mother, "refused", by=by)
    else:
        actions.review(look_again_on=in_days(180), why="", **said)  # type: ignore[arg-type]
    assert groups(by) == {"overdue": [], "due": [], "soon": []}


def test_the_page_says_what_calls_for_it_who_keeps_it_and_leads_to_it(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    consent = agreed(person(by, born_on=None), by=by, look=-20, until=10)
    actions.call_for_review(consent=consent, on=in_days(-2), reason="case", by=by, request_key=uuid4())
    page = signed_in(by).get(PATH).content.decode()
    for shown in (
        consent.reference,
        consent.person.reference,
        "the day that was set",
        "their case was closed or opened again",
        "Runs out after",
        by.name,
        f"/consents/{consent.reference}/review/",
    ):
        assert shown in page
    assert consent.purpose not in page
    assert Event.objects.filter(action="list.viewed", by=by).latest("pk").facts == {
        "what": "due",
        "consents": [str(consent.pk)],
    }


def test_the_page_of_the_consent_says_why_and_what_each_answered(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    consent = agreed(person(by, born_on=None), by=by, look=-20)
    client, path = signed_in(by), f"/consents/{consent.reference}/"
    page = client.get(path).content.decode()
    for shown in ("the day that was set", "<strong>Consent stands</strong>", f"{path}review/"):
        assert shown in page
    answered(consent, None, "refused", by=by)
    assessed(consent, by=by)
    page = client.get(path).content.decode()
    assert "<strong>Consent was refused</strong>" in page
    assert f"{path}review/" not in page  # in a conflict there is nothing to agree to still


def test_each_sees_what_they_may_open_and_no_more(north: People, south: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    reference = agreed(person(by, born_on=None), by=by, look=-20).reference
    for who, sees in {
        "practitioner": True,
        "colleague": False,
        "manager": True,
        "manager_elsewhere": False,
        "caldicott_guardian": True,
    }.items():
        client = signed_in(north[who])
        assert (reference in client.get(PATH).content.decode()) == sees, who
        for path in ("/", "/persons/"):
            assert ("1 of yours due" in client.get(path).content.decode()) == (who == "practitioner"), (who, path)
    assert signed_in(north["administrator"]).get(PATH).status_code == 403
    assert reference not in signed_in(south["caldicott_guardian"]).get(PATH).content.decode()


@pytest.mark.parametrize("path", [PATH, "/"])
def test_the_page_costs_the_same_with_one_consent_and_with_many(north: People, signed_in: SignedIn, path: str) -> None:
    by = north["practitioner"]
    client = signed_in(by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    for look in (-20, 0, 20):
        agreed(entered(by, f"first {look}"), by=by, look=look)
    first = cost()
    for number in range(MANY):
        agreed(entered(by, f"G-{number}"), by=by, look=(-20, 0, 20)[number % 3])
    assert cost() == first


def test_of_very_many_a_page_is_shown_and_then_the_next(
    north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent.reviews.MOST", 2)
    monkeypatch.setattr("consent.reviews.MOST_COUNTED", 2)
    by = north["practitioner"]
    girl = person(by, born_on=None)
    oldest, middle, newest = (agreed(girl, by=by, look=-days).reference for days in (30, 25, 20))
    client = signed_in(by)
    first = client.get(PATH)
    [overdue] = (group for group in first.context["groups"] if group["slug"] == "overdue")
    assert [row["reference"] for row in overdue["rows"]] == [oldest, middle]
    then = client.get(f"{PATH}{overdue['next_url']}")
    [group] = then.context["groups"]
    assert ([row["reference"] for row in group["rows"]], group["next_url"]) == ([newest], "")
    assert then.context["back_url"] == PATH
    assert "more than 2 of yours due" in client.get("/").content.decode()


@pytest.mark.parametrize("after", ["", "x", "2026-02-30-1", f"2026-01-01-{'9' * 5000}", "2026-01-01"])
def test_an_address_that_says_no_place_shows_the_first_page(north: People, signed_in: SignedIn, after: str) -> None:
    agreed(person(north["practitioner"]), by=north["practitioner"], look=-20)
    page = signed_in(north["practitioner"]).get(PATH, {"group": "overdue", "after": after})
    assert [group["slug"] for group in page.context["groups"]] == ["overdue", "due", "soon"]
    assert signed_in(north["practitioner"]).get(PATH, {"group": "x", "after": "2026-01-01-1"}).context["is_first"]


def test_where_none_of_those_looked_at_calls_it_says_so_and_leads_on(
    north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent.reviews.SPARE", 1)
    for most in ("MOST", "MOST_COUNTED"):
        monkeypatch.setattr(f"consent.reviews.{most}", 2)
    by = north["practitioner"]
    for name in ("first", "second", "third"):
        agreed(entered(by, name), by=by, look=-20)
    client = signed_in(by)
    first = Consent.objects.get(person__reference="first")
    monkeypatch.setattr("consent.reviews.is_overdue", lambda review, today: review.held.consent == first)
    assert "at least 1 of yours due" in client.get("/").content.decode()
    monkeypatch.setattr("consent.reviews.is_overdue", lambda review, today: False)
    assert "some of yours may be due" in client.get("/").content.decode()
    page = client.get(PATH)
    [url] = (group["next_url"] for group in page.context["groups"] if group["next_url"])
    assert "None of those looked at so far" in page.content.decode()
    assert "There are no more." in client.get(f"{PATH}{url}").content.decode()
