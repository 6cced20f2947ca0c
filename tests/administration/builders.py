"""People in numbers, invitations and what the mail to them says."""

import re
from uuid import uuid4

from django.core import mail

from infoshare.accounts.models import Membership, Team, User
from infoshare.administration import actions
from tests.seeding.people import PASSWORD, People

NEW = "four quite other words"


def again(user: User) -> User:
    """The person as the next request reads them."""
    return User.objects.get(pk=user.pk)


def second_administrator(people: People) -> User:
    first = people["administrator"]
    made = User.objects.create_user(
        email=f"second@{first.organisation.name.lower()}.example",
        password=PASSWORD,
        name="Second administrator",
        organisation=first.organisation,
    )
    Membership.objects.create(user=made, role="administrator")
    return made


def fill(people: People, how_many: int, name: str = "Colleague") -> None:
    """More people, each with two roles."""
    team = Team.objects.get(organisation=people["administrator"].organisation, name="Blue team")
    for number in range(how_many):
        user = User.objects.create_user(
            email=f"{uuid4()}@many.example",
            password=PASSWORD,
            name=f"{name} {number:02}",
            organisation=people["administrator"].organisation,
        )
        for role in ("practitioner", "manager"):
            Membership.objects.create(user=user, team=team, role=role)


def wanted(email: str = "new@north.example", **instead: object) -> dict[str, object]:
    """What the page of an invitation holds."""
    return {"email": email, "name": "New Person", "job_title": "Nurse", "role": "practitioner", "team": None, **instead}


def invite(by: User, email: str = "new@north.example", **instead: object) -> actions.Made:
    return actions.invite(by=by, request_key=uuid4(), values=wanted(email, **instead))


def link_in_mail() -> str:
    """The path in the newest mail."""
    found = re.search(r"https?://[^/]+(/accounts/\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]
