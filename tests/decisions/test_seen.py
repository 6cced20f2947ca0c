"""What stands before every page of a decision: put into SQL once, it answers as the rules themselves do."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from pytest_django import DjangoAssertNumQueries

from decisions.models import Decision, seen
from infoshare.accounts.models import Membership, User
from tests.decisions.builders import started
from tests.decisions.test_access import bar, let_in, past, restrict
from tests.decisions.test_glass import smash
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
Rights = dict[str, str]


def by_the_rules(decision: Decision, people: People) -> Rights:
    found = {}
    for who, user in people.items():
        somebody = User.objects.get(pk=user.pk)
        rows = Decision.objects.visible_to(somebody).with_right(somebody)
        found[who] = rows.filter(reference=decision.reference).first()
    return {who: row.through for who, row in found.items() if row}


def asked(decision: Decision, people: People) -> Rights:
    found = {who: seen.seen(User.objects.get(pk=user.pk), decision.reference) for who, user in people.items()}
    assert all(row == decision for row in found.values() if row)
    return {who: row.through for who, row in found.items() if row}


def test_everybody_sees_what_the_rules_say_and_by_the_same_right(north: People, south: People) -> None:
    owner, guardian = north["practitioner"], north["caldicott_guardian"]
    let_in_to, restricted, broken, barred, ended = (started(owner) for _ in range(5))
    let_in(ended, north["colleague"], owner)
    past()
    let_in(let_in_to, north["colleague"], owner)
    let_in(restricted, north["colleague"], owner)
    restrict(restricted, guardian, north["manager_elsewhere"])
    smash(broken, north["colleague"])
    bar(barred, north["manager"], guardian)
    rights = {}
    for each in (let_in_to, restricted, broken, barred, ended, started(north["manager"]), started(guardian)):
        rights[each] = asked(each, north)
        assert rights[each] == by_the_rules(each, north)
        assert not asked(each, south)
    assert rights[let_in_to]["colleague"] == "adviser"
    assert rights[restricted] == {"manager_elsewhere": "viewer"}
    assert rights[broken]["colleague"] == "glass"
    assert "manager" not in rights[barred]
    assert "colleague" not in rights[ended]


def test_two_of_one_role_share_the_words_and_not_what_they_see(north: People) -> None:
    seen.in_sql.cache_clear()
    mine, theirs = north["practitioner"], north["colleague"]
    for owner, other in ((mine, theirs), (theirs, mine)):
        decision = started(owner)
        assert seen.seen(owner, decision.reference) == decision
        assert seen.seen(other, decision.reference) is None
    assert seen.in_sql.cache_info().misses == 1


def test_somebody_in_two_teams_sees_both_and_loses_what_they_lose_at_once(north: People) -> None:
    manager, elsewhere = north["manager"], started(north["practitioner_elsewhere"])
    team = north["practitioner_elsewhere"].team
    assert seen.seen(User.objects.get(pk=manager.pk), elsewhere.reference) is None
    held = Membership.objects.create(user=manager, team=team, role="manager")
    found = seen.seen(User.objects.get(pk=manager.pk), elsewhere.reference)
    assert found
    assert found.through == "team"
    held.delete()
    assert seen.seen(User.objects.get(pk=manager.pk), elsewhere.reference) is None


def test_a_rule_that_asks_for_more_of_a_person_than_is_known_fails_at_once(north: People) -> None:
    nobody = seen._with(frozenset())
    for more in ("is_active", "job_title", "session_stamp"):
        with pytest.raises(ObjectDoesNotExist):
            getattr(nobody, more)


def test_it_asks_the_database_once(north: People, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    decision, by = started(north["practitioner"]), User.objects.get(pk=north["practitioner"].pk)
    assert by.held
    with django_assert_num_queries(1):
        seen.seen(by, decision.reference)
