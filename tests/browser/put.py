"""Questions for advice in a site's database, put as the pages would: run in a process of the site's own settings."""

import json
import sys
from collections.abc import Mapping

from psycopg.conninfo import conninfo_to_dict

from tests.browser.site import Site
from tests.databases import environment, manage

ORGANISATION = "Oakfield Learning Trust"
ASKER, LEAD, GUARDIAN, MANAGER = "amara.cole", "deepa.nair", "grace.obi", "ewan.fraser"
WAY_IN = "from tests.browser.put import put_all; put_all()"


def questions(site: Site) -> Mapping[str, str]:
    """The reference of what was put to each, and the asker's page of the question for somebody outside."""
    done = manage("shell", "-v", "0", "-c", WAY_IN, env=environment(str(conninfo_to_dict(site.database)["dbname"])))
    assert done.returncode == 0, done.stderr
    found: Mapping[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def put_all() -> None:
    """Imported late: whoever drives the browser must not touch a database of Django's."""
    from decisions.actions.asking import Whom
    from infoshare.accounts.models import Organisation, User
    from infoshare.tenancy import context
    from tests.decisions.answering_builders import put, talked
    from tests.decisions.builders import started

    with context.accounts():
        number = Organisation.objects.get(name=ORGANISATION).pk
    with context.organisation(number):
        people = {user.email.partition("@")[0]: user for user in User.objects.filter(organisation=number)}
        by = people[ASKER]
        decision = started(by)
        outside = put(decision, by=by, whom=Whom("legal", outside="A solicitor"))
        told = {
            LEAD: put(decision, by=by).reference,
            GUARDIAN: put(decision, by=by, whom=Whom("caldicott_guardian")).reference,
            MANAGER: talked(decision, people[MANAGER], by=by).reference,
            "outside": f"/decisions/{decision.reference}/advice/{outside.pk}/outside/",
        }
    sys.stdout.write(json.dumps(told) + "\n")
