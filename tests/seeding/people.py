"""The people of an organisation: a name for the tests, a role, a team ("" is the whole organisation)."""

from allauth.mfa.models import Authenticator

from infoshare.accounts.models import Membership, Organisation, Team, User

PASSWORD = "three random words"
APP_SECRET = "JBSWY3DPEHPK3PXP"  # of everybody's authenticator app
TEAMS = ("Blue team", "Red team")
PEOPLE = (
    ("practitioner", "practitioner", "Blue team"),
    ("colleague", "practitioner", "Blue team"),
    ("manager", "manager", "Blue team"),
    ("safeguarding_lead", "safeguarding_lead", "Blue team"),
    ("practitioner_elsewhere", "practitioner", "Red team"),
    ("manager_elsewhere", "manager", "Red team"),
    ("safeguarding_lead_elsewhere", "safeguarding_lead", "Red team"),
    ("caldicott_guardian", "caldicott_guardian", ""),
    ("ig_lead", "ig_lead", ""),
    ("administrator", "administrator", ""),
)
# Those who stand in some special way towards a decision of the Blue team, or towards the site.
STANDING = (
    ("adviser", "practitioner", "Red team"),
    ("viewer", "practitioner", "Red team"),
    ("breaker", "practitioner", "Red team"),
    ("barred", "manager", "Blue team"),
    ("leaver", "practitioner", "Blue team"),
    ("newcomer", "practitioner", "Blue team"),
)
People = dict[str, User]


def settle(name: str, people: tuple[tuple[str, str, str], ...] = PEOPLE) -> People:
    """An organisation and its people, all with the same password and an authenticator app."""
    organisation = Organisation.objects.create(name=name)
    teams = {team: Team.objects.create(organisation=organisation, name=team) for team in TEAMS}
    here = {}
    for who, role, team in people:
        user = User.objects.create_user(
            email=f"{who}@{name}.example".lower(),
            password=PASSWORD,
            name=f"{name} {who.replace('_', ' ')}",
            organisation=organisation,
        )
        Membership.objects.create(user=user, team=teams.get(team), role=role)
        here[who] = user
    apps = (Authenticator(user=user, type="totp", data={"secret": APP_SECRET}) for user in here.values())
    Authenticator.objects.bulk_create(apps)
    return here


def settled(name: str) -> People:
    """Those that are there already, by who they are for the tests; each knows the same organisation."""
    organisation = Organisation.objects.get(name=name)
    here = {}
    for user in User.objects.filter(organisation=organisation).order_by("pk"):
        user.organisation = organisation
        here[user.name.removeprefix(f"{name} ").replace(" ", "_")] = user
    return here
