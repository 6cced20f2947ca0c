"""The database itself keeps organisations apart: a filter that somebody forgets leaks nothing."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.test import Client

from decisions.models import Decision, Item, seen
from decisions.models.decision import DecisionQuerySet
from infoshare.accounts.models import Membership, Organisation, Team, User
from infoshare.audit.models import Event
from infoshare.tenancy import context, rules
from infoshare.tenancy.applying import apply
from tests.conftest import Walked
from tests.decisions.builders import ask, started
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
Rows = list[tuple[object, ...]]
GUARDED = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.managed and not model._meta.proxy and model._meta.label not in rules.WITHOUT_ORGANISATION
]


def asked(question: str, *values: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        found: Rows = cursor.fetchall()
    return found


@pytest.fixture
def filled(north: People, south: People, walked: Walked) -> tuple[People, People]:
    """Both organisations with a record, a draft that waits for advice, and their histories."""
    for people in (north, south):
        walked("C01", people["practitioner"])
        ask(started(people["practitioner"]), "situation", by=people["practitioner"])
        people["manager"].team.save()  # type: ignore[union-attr]
        people["manager"].organisation.save()
        people["manager"].save()
    return north, south


def test_the_role_of_the_site_owns_nothing_and_is_above_no_rule() -> None:
    role = settings.DATABASE_SITE_ROLE
    assert asked(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s", role
    ) == [(False, False, False, False)]
    assert asked("SELECT tablename FROM pg_tables WHERE tableowner = %s", role) == []
    assert asked("SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = %s", role) == []


def test_the_site_makes_no_temporary_table_that_would_stand_before_ours(db: None) -> None:
    """A trigger that asks whether something is recorded would ask it instead."""
    with the_site(), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        asked("CREATE TEMPORARY TABLE decisions_record (id bigint)")


def test_every_table_is_guarded_or_listed_as_nobodys() -> None:
    guarded = {str(name) for (name,) in asked("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity")}
    assert guarded == {model._meta.db_table for model in GUARDED}
    policies = {
        str(name) for (name,) in asked("SELECT tablename FROM pg_policies WHERE policyname = 'one_organisation'")
    }
    assert policies == guarded


def test_a_table_that_leads_to_no_organisation_stops_the_work() -> None:
    class Loose(models.Model):
        class Meta:
            app_label = "loose"

        def __str__(self) -> str:
            return "loose"

    with pytest.raises(rules.NoOrganisation, match="Loose leads to no organisation"):
        rules.rule(Loose)


@pytest.mark.parametrize("place", ["nowhere", "accounts"])
@pytest.mark.slow
def test_without_an_organisation_every_table_is_empty(place: str, filled: tuple[People, People]) -> None:
    with the_site(), getattr(context, place)():
        for model in GUARDED:
            open_to_signing_in = place == "accounts" and model._meta.label in rules.BEFORE_SIGNING_IN
            assert model._base_manager.exists() <= open_to_signing_in, model


@pytest.mark.slow
def test_with_an_organisation_each_table_shows_its_own_rows_and_no_others(filled: tuple[People, People]) -> None:
    counts: dict[str, int] = {}
    for people in filled:
        with the_site(), context.organisation(people["manager"].organisation_id):
            for model in GUARDED:
                counts[model._meta.label] = counts.get(model._meta.label, 0) + model._base_manager.count()
            assert {str(each) for each in Organisation.objects.all()} == {str(people["manager"].organisation)}
            assert set(Decision.objects.values_list("created_by", flat=True)) == {people["practitioner"].pk}
    assert counts == {model._meta.label: model._base_manager.count() for model in GUARDED}
    assert counts["decisions.Item"] > 0
    assert counts["decisions.HistoricalAnswer"] > 0


def test_a_forgotten_filter_leaks_nothing(
    north: People, south: People, signed_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = started(north["practitioner"])
    monkeypatch.setattr(DecisionQuerySet, "visible_to", lambda rows, user: rows.all())
    monkeypatch.setattr(seen, "in_sql", seen.in_sql.__wrapped__)  # nothing is remembered of the time before, or after
    stranger, colleague = signed_in(south["caldicott_guardian"]), signed_in(north["colleague"])
    assert colleague.get(f"/decisions/{decision.reference}/").status_code == 200, "the filter is forgotten"
    assert stranger.get(f"/decisions/{decision.reference}/").status_code == 404
    for path in ("/", "/advice/"):
        assert decision.reference not in stranger.get(path).content.decode()


def test_nothing_is_written_into_another_organisation(north: People, south: People) -> None:
    decision, team = (
        started(north["practitioner"]),
        Team.objects.get(organisation=north["manager"].organisation, name="Red team"),
    )
    by = south["practitioner"]
    writes: tuple[Callable[[], object], ...] = (
        lambda: Team.objects.create(organisation=north["manager"].organisation, name="Ours now"),
        lambda: Item.objects.create(
            decision=decision, request_key="0" * 32, saved_by=by, text="t", category="health", nature="fact",
            source="s",
        ),
        lambda: Event.objects.create(organisation=decision.organisation, by=by, action="a", about_type="b", about_id=1),
        lambda: Membership.objects.create(user=by, team=team, role="manager"),
        lambda: Membership.objects.create(user=north["practitioner"], role="caldicott_guardian"),
    )  # fmt: skip
    with the_site(), context.organisation(by.organisation_id):
        assert Decision.objects.filter(pk=decision.pk).update(about="ours") == 0
        for write in writes:
            with pytest.raises(DatabaseError), transaction.atomic():
                write()


@pytest.mark.parametrize("order", ["UPDATE {} SET {} = {}", "DELETE FROM {0}", "TRUNCATE {0}"])
@pytest.mark.parametrize(("table", "column"), [("audit_event", "action"), ("decisions_record", "outcome")])
def test_the_site_has_no_right_to_change_what_is_kept(order: str, table: str, column: str) -> None:
    with the_site(), pytest.raises(DatabaseError, match="permission denied"):
        asked(order.format(table, column, column))


def test_the_site_has_no_right_to_remove_a_decision_or_a_person() -> None:
    for table in ("decisions_decision", "accounts_user", "decisions_historicalitem"):
        with the_site(), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            asked(f"DELETE FROM {table}")


def test_places_nest_and_an_error_leaves_the_one_before(north: People, south: People) -> None:
    def whose() -> list[str]:
        return [each.name for each in Organisation.objects.all()]

    one, other = north["manager"].organisation_id, south["manager"].organisation_id
    with the_site(), context.organisation(one):
        with context.organisation(other):
            assert whose() == ["South"]
        assert whose() == ["North"]
        with pytest.raises(DatabaseError), transaction.atomic(), context.organisation(other):
            asked("SELECT 1 / 0")
        assert whose() == ["North"]
    with the_site():
        assert whose() == []


def test_bringing_the_rules_up_to_date_twice_changes_nothing_and_a_lost_one_comes_back() -> None:
    policies = "SELECT oid, polqual::text FROM pg_policy ORDER BY oid"
    before = asked(policies)
    apply(connection)
    assert asked(policies) == before
    with connection.cursor() as cursor:
        cursor.execute("DROP POLICY one_organisation ON decisions_item")
        cursor.execute("ALTER TABLE decisions_item DISABLE ROW LEVEL SECURITY")
    apply(connection)
    assert len(asked(policies)) == len(before)
    assert asked("SELECT relrowsecurity FROM pg_class WHERE relname = 'decisions_item'") == [(True,)]


def test_a_page_of_nobody_clears_what_the_connection_held(north: People, client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, false)", [context.ORGANISATION, str(north["manager"].organisation_id)]
        )
    client.get("/")
    assert asked("SELECT current_setting(%s, true)", context.ORGANISATION) == [("",)]
