"""A draft rests on a consent that covers what it would share; when that ends, it is looked at again before a record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent import actions as consents
from consent.models import Consent, Person, Relationship
from consent.status import ELEMENTS
from decisions import actions, content, policies, relying, steps
from decisions.actions.access import link_person, unlink_person
from decisions.draft import load
from decisions.models import ConsentStatement, Decision, LegalBasis, Recipient
from decisions.policies import Refused
from decisions.summary import record_page
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.consent.builders import answered, asked, person, receive, related, save
from tests.decisions.builders import READY, WIPES, answer, decide, emergency, record, undone
from tests.decisions.pages import answers_of, form_on, problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
RECIPIENT = "a hospital"  # of the case
LOOK_AGAIN = "Look again at which consent this rests on"


@pytest.fixture
def by(north: People) -> User:
    return north["practitioner"]


@pytest.fixture
def girl(by: User) -> Person:
    return person(by)


@pytest.fixture
def mother(girl: Person, by: User) -> Relationship:
    return related(girl, "Mary Byrne", by=by)


@pytest.fixture
def decision(girl: Person, by: User, walked: Walked) -> Decision:
    """A referral to a hospital, whole but for its record; consent was given, and it is about the girl."""
    made = walked("C21", by, until=READY)
    answer(made, "agreement", "given", by=by)
    link_person(decision=made, reference=girl.reference, by=by)
    return made


@pytest.fixture
def fitting(girl: Person, mother: Relationship, decision: Decision, by: User) -> Consent:
    ago = timezone.localdate() - timedelta(days=10)
    return agreed(girl, mother, by=by, purpose=decision.purpose, on=ago)


def agreed(
    girl: Person, mother: Relationship, *, by: User, purpose: str, to: str = RECIPIENT, **instead: Any
) -> Consent:
    made = asked(girl, by=by)
    save(made, by=by, kind="share", between="care", purpose=purpose)
    receive(made, to, by=by)
    answered(made, mother, by=by, **instead)
    return made


def path_of(decision: Decision) -> str:
    return f"/decisions/{decision.reference}/pages/consent-relied-on/"


def save_choice(decision: Decision, values: dict[str, object], *, by: User) -> None:
    step = steps.step(steps.RELIED_ON)
    row = ConsentStatement.objects.filter(decision=decision).first() or ConsentStatement()
    seen = fingerprint(values_of(row, values))
    actions.save_page(decision=decision, step=step, kind=ConsentStatement, values=values, seen=seen, by=by)


def rest_on(decision: Decision, consent: Consent, *, by: User, same_purpose: bool = False) -> None:
    draft = load(decision)
    held = draft.kept(consent.pk)
    assert held
    save_choice(decision, relying.chosen(draft, held, same_purpose=same_purpose), by=by)


def missing(decision: Decision) -> dict[str, str]:
    return {step.slug: sentence for step, sentence in steps.missing(load(decision))}


def shown(decision: Decision) -> dict[str, str]:
    rows = content.of(load(decision))["consent"]
    assert isinstance(rows, list)
    return {row["label"]: row["text"] for row in rows}


def test_the_page_is_asked_only_where_a_consent_is_kept_that_could_be_meant(
    decision: Decision, girl: Person, mother: Relationship, by: User
) -> None:
    def slugs() -> set[str]:
        return {step.slug for step in steps.applying(load(decision))}

    assert steps.RELIED_ON not in slugs()
    agreed(girl, mother, by=by, purpose="To help")
    assert steps.RELIED_ON in slugs()
    answer(decision, "agreement", "refused", by=by)
    assert steps.RELIED_ON not in slugs()
    answer(decision, "agreement", "given", by=by)
    unlink_person(link=decision.people.get(), why="A wrong number", by=by)
    assert steps.RELIED_ON not in slugs()


def test_a_consent_that_fits_is_offered_and_another_says_why_not(
    decision: Decision, fitting: Consent, girl: Person, mother: Relationship, by: User, signed_in: SignedIn
) -> None:
    other = agreed(girl, mother, by=by, purpose=decision.purpose, to="The police")
    client = signed_in(by)
    form = form_on(client, path_of(decision))
    assert answers_of(form, "consent") == [fitting.reference, "elsewhere"]
    assert "same" not in form.fields
    page = client.get(path_of(decision)).content.decode()
    assert "Mary Byrne, mother, with parental responsibility" in page
    assert f"{other.reference}: Mary Byrne" in page
    assert "It does not cover a hospital, consultant. It was given for:" in page
    refused = client.post(path_of(decision), {"consent": other.reference, "version": form["version"].value()})
    assert problems(refused) == ["Select one of the answers shown"]
    with pytest.raises(Refused, match="It does not cover a hospital, consultant"):
        rest_on(decision, other, by=by)


def test_choosing_takes_the_details_from_the_consent_and_the_record_says_which(
    decision: Decision, fitting: Consent, by: User, signed_in: SignedIn
) -> None:
    client = signed_in(by)
    data = {"consent": fitting.reference, "version": str(form_on(client, path_of(decision))["version"].value())}
    assert missing(decision).keys() == {steps.RELIED_ON, "consent-details"}
    response = client.post(path_of(decision), data)
    assert response.status_code == 302
    assert missing(decision) == {}
    row = ConsentStatement.objects.get(decision=decision)
    assert (row.given_by, row.relationship) == ("Mary Byrne", "Mother, with parental responsibility")
    assert (row.form, row.explained) == ("spoken", list(ELEMENTS))
    assert row.on == timezone.localdate() - timedelta(days=10)
    assert form_on(client, path_of(decision))["consent"].value() == fitting.reference
    kept = record(decision, by=by).content
    said = {each["label"]: each["text"] for each in kept["consent"]}
    assert said["Consent relied on"].startswith(f"{fitting.reference}, given by Mary Byrne on ")
    assert said["Consent relied on"].endswith(", covers until it is taken back")
    assert f"It rests on {fitting.reference}" in str(kept["rules"])
    page = client.get(f"/decisions/{decision.reference}/").content.decode()
    assert f"{fitting.reference}, given by Mary Byrne" in page
    paper = render_to_string("decisions/record_pdf.html", record_page(load(decision), by))
    assert f"{fitting.reference}, given by Mary Byrne" in paper


def test_until_it_is_chosen_nothing_is_recorded(decision: Decision, fitting: Consent, by: User) -> None:
    rest_on(decision, fitting, by=by)
    WIPES[steps.RELIED_ON](decision)
    with pytest.raises(Refused, match="Say which consent this rests on"):
        record(decision, by=by)


def test_what_the_practitioner_wrote_about_it_stays(decision: Decision, fitting: Consent, by: User) -> None:
    ConsentStatement.objects.filter(decision=decision).update(explanation="She said it twice")
    rest_on(decision, fitting, by=by)
    assert ConsentStatement.objects.get(decision=decision).explanation == "She said it twice"


def test_a_purpose_in_other_words_is_the_same_only_when_somebody_says_so(
    decision: Decision, girl: Person, mother: Relationship, by: User, signed_in: SignedIn
) -> None:
    consent = agreed(girl, mother, by=by, purpose="So that she hears better")
    client = signed_in(by)
    page = client.get(path_of(decision)).content.decode()
    assert "What this decision is for" in page
    assert "So that she hears better" in page
    data = {"consent": consent.reference, "version": str(form_on(client, path_of(decision))["version"].value())}
    assert problems(client.post(path_of(decision), data)) == ["Say whether it is the same purpose"]
    no = "A consent does not cover another purpose. Choose another consent"
    assert problems(client.post(path_of(decision), {**data, "same": "no"})) == [no]
    with pytest.raises(Refused, match="Its purpose is worded in another way"):
        rest_on(decision, consent, by=by)
    assert client.post(path_of(decision), {**data, "same": "yes"}).status_code == 302
    assert shown(decision)["Its purpose, found to be the same"] == "So that she hears better"
    assert missing(decision) == {}


def test_the_same_purpose_is_asked_again_when_the_decisions_purpose_changes(
    decision: Decision, girl: Person, mother: Relationship, by: User
) -> None:
    consent = agreed(girl, mother, by=by, purpose="So that she hears better")
    rest_on(decision, consent, by=by, same_purpose=True)
    details: dict[str, object] = {name: getattr(decision, name) for name in ("deciding", "about", "between", "purpose")}
    change = {**details, "about": "AB, 14"}
    actions.save_details(decision=decision, values=change, seen=fingerprint(details), by=by)
    assert missing(decision) == {}
    again = {**change, "purpose": "To tell the police"}
    actions.save_details(decision=decision, values=again, seen=fingerprint(change), by=by)
    assert "Its purpose is worded in another way" in missing(decision)[steps.RELIED_ON]


def test_another_consent_that_is_not_kept_here_can_be_meant(
    decision: Decision, fitting: Consent, by: User, signed_in: SignedIn
) -> None:
    rest_on(decision, fitting, by=by)
    client = signed_in(by)
    data = {"consent": "elsewhere", "version": str(form_on(client, path_of(decision))["version"].value())}
    assert client.post(path_of(decision), data).status_code == 302
    row = ConsentStatement.objects.get(decision=decision)
    assert (row.relied_on, row.kept_elsewhere, row.given_by) == (None, True, "")
    assert missing(decision).keys() == {"consent-details"}
    assert shown(decision)["Consent relied on"] == "One that is not kept here"
    assert form_on(client, path_of(decision))["consent"].value() == "elsewhere"


def test_details_of_a_consent_kept_elsewhere_stay_when_that_is_said(
    decision: Decision, fitting: Consent, by: User
) -> None:
    told = {"details_of": "given", "given_by": "AB", "relationship": "Self", "form": "spoken", "on": date(2026, 1, 5)}
    ConsentStatement.objects.filter(decision=decision).update(**told)
    save_choice(decision, relying.elsewhere(load(decision)), by=by)
    assert ConsentStatement.objects.get(decision=decision).given_by == "AB"
    assert missing(decision) == {}


def withdrawn(consent: Consent, mother: Relationship, by: User, *parts: str) -> None:
    today, key = timezone.localdate(), uuid4()
    consents.take_back(
        consent=consent, relationship=mother, on=today, why="She rang", by=by, request_key=key, parts=parts
    )


@contextmanager
def refused(decision: Decision, consent: Consent, why: str, *, by: User) -> Iterator[None]:
    """What happens inside bars the record, says why, and the page is to do again; then it is taken back."""
    with undone():
        yield
        sentence = missing(decision)[steps.RELIED_ON]
        assert sentence.startswith(f"This rests on {consent.reference}, which does not cover it now.")
        assert why in sentence
        assert sentence.endswith(f"{LOOK_AGAIN}.")
        with pytest.raises(Refused, match=LOOK_AGAIN):
            record(decision, by=by)
    assert missing(decision) == {}


def test_a_consent_need_not_cover_somebody_to_whom_nothing_goes(
    decision: Decision, fitting: Consent, mother: Relationship, by: User
) -> None:
    rest_on(decision, fitting, by=by)
    who = {"organisation": "the police", "role": "officer", "name": ""}
    actions.add_row(decision=decision, kind=Recipient, request_key=uuid4(), values=who, by=by)
    assert "It does not cover the police, officer." in missing(decision)[steps.RELIED_ON], "while it is open"
    decide(decision, by=by, choice="withhold")
    assert missing(decision) == {}
    assert record(decision, by=by)


def test_whatever_ends_the_fit_bars_the_record_until_somebody_looks_again(
    decision: Decision, fitting: Consent, mother: Relationship, girl: Person, by: User
) -> None:
    rest_on(decision, fitting, by=by)
    with refused(decision, fitting, "Consent was withdrawn.", by=by):
        withdrawn(fitting, mother, by)
    with refused(decision, fitting, "It does not cover this kind of information: Health", by=by):
        withdrawn(fitting, mother, by, "category:health")
    father = related(girl, "Sean Byrne", by=by, kind="father", basis="registered")
    with refused(decision, fitting, "The answers conflict.", by=by):
        answered(fitting, father, "refused", by=by)
    with refused(decision, fitting, "Consent was found not to be valid.", by=by):
        consents.find_invalid(
            consent=fitting, relationship=mother, on=timezone.localdate(), why="Pressed", by=by, request_key=uuid4()
        )
    with refused(decision, fitting, "It does not cover the police, officer.", by=by):
        who = {"organisation": "the police", "role": "officer", "name": ""}
        actions.add_row(decision=decision, kind=Recipient, request_key=uuid4(), values=who, by=by)
        decide(decision, by=by)
    with refused(decision, fitting, "It does not cover this kind of information: Crime", by=by):
        decision.items.filter(lines__choice="share").update(category="criminal")
    with refused(decision, fitting, "Consent has run out.", by=by):
        ago = [timezone.localdate() - timedelta(days=days) for days in (5, 1)]
        answered(fitting, mother, "renewed", on=ago[0], until=ago[1], by=by)
    with refused(decision, fitting, "It is about somebody whom this decision is not about any more.", by=by):
        unlink_person(link=decision.people.get(), why="A wrong number", by=by)
    record(decision, by=by)


def test_implied_and_given_are_not_taken_for_each_other(
    decision: Decision, fitting: Consent, girl: Person, mother: Relationship, by: User
) -> None:
    implied = agreed(girl, mother, by=by, purpose=decision.purpose, form="implied", explained=[], why="She asked us to")
    why = {each.held.consent.pk: each.misfits for each in relying.offers(load(decision))}
    assert why == {fitting.pk: (), implied.pk: ("It is implied, and you said that consent was given.",)}
    answer(decision, "agreement", "implied", by=by)
    why = {each.held.consent.pk: each.misfits for each in relying.offers(load(decision))}
    assert why == {fitting.pk: ("It was given, and you said that consent is implied.",), implied.pk: ()}
    ConsentStatement.objects.filter(decision=decision).update(explanation="", details_of="")
    rest_on(decision, implied, by=by)
    assert ConsentStatement.objects.get(decision=decision).explanation == "She asked us to"
    assert missing(decision) == {}
    assert shown(decision)["Consent relied on"].startswith(f"{implied.reference}, implied for Mary Byrne on ")


def test_consent_to_something_else_is_never_agreement_to_share(
    decision: Decision, girl: Person, mother: Relationship, by: User
) -> None:
    service = asked(girl, by=by, kind="service")
    answered(service, mother, by=by)
    [only] = relying.offers(load(decision))
    assert only.misfits == ("It is something else: agreement to receive a service.",)


def test_choosing_a_consent_fills_nothing_of_the_law_relied_on(decision: Decision, fitting: Consent, by: User) -> None:
    LegalBasis.objects.filter(decision=decision).delete()
    rest_on(decision, fitting, by=by)
    assert not LegalBasis.objects.exists()
    assert missing(decision) == {"basis": "Say which law allows or requires it."}
    columns = {field.name for field in LegalBasis._meta.concrete_fields}
    assert not columns & set(relying.COLUMNS)


def test_resting_on_a_consent_the_law_may_be_another(decision: Decision, fitting: Consent, by: User) -> None:
    LegalBasis.objects.filter(decision=decision).update(common_law="public_interest", lawful_basis="public_task")
    rest_on(decision, fitting, by=by)
    said = str(record(decision, by=by).content["basis"])
    assert "An overriding public interest" in said
    assert "Public task" in said
    assert "agreed" not in said


def test_an_emergency_is_never_barred_and_leans_on_no_consent(
    decision: Decision, fitting: Consent, mother: Relationship, by: User
) -> None:
    rest_on(decision, fitting, by=by)
    withdrawn(fitting, mother, by)
    actions.share_in_emergency(decision=decision, by=by, request_key=uuid4(), about="", values=emergency())
    assert load(decision).record
    assert ConsentStatement.objects.get(decision=decision).relied_on is None


def test_a_record_that_says_there_is_no_consent_leans_on_none(
    decision: Decision, fitting: Consent, by: User, walked: Walked
) -> None:
    rest_on(decision, fitting, by=by)
    answer(decision, "agreement", "withdrawn", by=by)
    assert "Consent relied on" not in shown(decision)
    answer(decision, "other_basis", "yes", by=by)
    for sentence in ("About the consent", "The law you rely on"):
        assert sentence in {step.title for step, _ in steps.missing(load(decision))}
    ConsentStatement.objects.filter(decision=decision).update(details_of="withdrawn")
    LegalBasis.objects.filter(decision=decision).update(common_law="public_interest")
    record(decision, by=by)
    assert ConsentStatement.objects.get(decision=decision).relied_on is None


def test_only_consents_that_one_may_open_are_offered_and_the_one_chosen_is_named_to_every_reader(
    decision: Decision, fitting: Consent, mother: Relationship, north: People, by: User, signed_in: SignedIn
) -> None:
    other = north["practitioner_elsewhere"]
    hidden = walked_away(decision, to=other)
    assert [each.consent for each in load(hidden).register] == []
    assert steps.RELIED_ON not in {step.slug for step in steps.applying(load(hidden))}
    Decision.objects.filter(pk=decision.pk).update(owner=by)
    rest_on(decision, fitting, by=by)
    second = agreed(fitting.person, mother, by=by, purpose=decision.purpose)
    walked_away(decision, to=other)
    assert [each.consent for each in load(decision).register] == [fitting]
    client = signed_in(other)
    page = client.get(path_of(decision)).content.decode()
    assert fitting.reference in page
    assert second.reference not in page
    values = {**relying.chosen(load(decision), load(decision).register[0], same_purpose=False)}
    with pytest.raises(Refused, match="Choose one of the consents shown"):
        save_choice(decision, {**values, "relied_on_id": second.pk}, by=other)
    reader = signed_in(north["caldicott_guardian"]).get(f"/decisions/{decision.reference}/").content.decode()
    assert f"{fitting.reference}, given by Mary Byrne" in reader


def walked_away(decision: Decision, *, to: User) -> Decision:
    """The decision, carried by somebody else."""
    Decision.objects.filter(pk=decision.pk).update(owner=to)
    return decision


def test_a_consent_that_the_one_who_saves_may_not_open_is_refused(
    decision: Decision, fitting: Consent, north: People
) -> None:
    draft = load(decision)
    values = relying.chosen(draft, draft.register[0], same_purpose=False)
    policies.check_may_rely(draft, values, north["practitioner"])
    with pytest.raises(Refused, match="Choose one of the consents shown"):
        policies.check_may_rely(draft, values, north["practitioner_elsewhere"])


def test_the_look_at_the_consents_is_written_down(
    decision: Decision, fitting: Consent, by: User, signed_in: SignedIn
) -> None:
    signed_in(by).get(path_of(decision))
    event = Event.objects.filter(action="list.viewed").latest("pk")
    assert event.facts == {"what": "consents to rest on", "people": [str(fitting.person_id)]}


def test_the_page_costs_the_same_with_one_consent_and_with_many(
    decision: Decision, fitting: Consent, girl: Person, mother: Relationship, by: User, signed_in: SignedIn
) -> None:
    client = signed_in(by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path_of(decision)).status_code == 200
        return len(queries)

    assert cost() == cost()
    first = cost()
    for number in range(6):
        agreed(girl, mother, by=by, purpose=f"Purpose {number}", to=RECIPIENT if number % 2 else "The police")
    assert cost() == first


def test_nothing_is_asked_of_the_register_where_nobody_is_linked(decision: Decision, by: User) -> None:
    unlink_person(link=decision.people.get(), why="A wrong number", by=by)
    with CaptureQueriesContext(connection) as queries:
        load(decision)
    assert 'FROM "consent_' not in "".join(query["sql"] for query in queries)


def test_the_database_holds_that_it_leans_on_one_consent(decision: Decision, fitting: Consent, by: User) -> None:
    rest_on(decision, fitting, by=by)
    row = ConsentStatement.objects.filter(decision=decision)
    with pytest.raises(IntegrityError, match="leans_on_one_consent"), transaction.atomic():
        row.update(kept_elsewhere=True)
    with pytest.raises(IntegrityError, match="same_purpose_as_a_consent"), transaction.atomic():
        row.update(relied_on=None, same_purpose=True)


def test_two_tabs_that_choose_are_shown_both(
    decision: Decision, fitting: Consent, by: User, signed_in: SignedIn
) -> None:
    client = signed_in(by)
    version = str(form_on(client, path_of(decision))["version"].value())
    rest_on(decision, fitting, by=by)
    response = client.post(path_of(decision), {"consent": "elsewhere", "version": version})
    assert response.status_code == 409
    assert [each["theirs"] for each in response.context["form"].differences] == [fitting.reference]
