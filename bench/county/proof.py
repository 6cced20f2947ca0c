"""python -m bench.county.proof: fills the database that DATABASE_URL names, and opens its pages. For a test, as it
takes a process of its own: tables are altered while it fills.
"""

import json
import os
import sys
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.ALLOWED_HOSTS = ["testserver"]
settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if not each.startswith("zeal")]
django.setup()

from django.test import Client  # noqa: E402

from bench.county.filling import fill  # noqa: E402
from decisions.models import Decision  # noqa: E402
from infoshare.accounts.models import User  # noqa: E402
from infoshare.audit import chain  # noqa: E402
from infoshare.signing_in.factors import PASSED  # noqa: E402
from tests.signing_in.people import let_in  # noqa: E402

LISTS = ("/", "/advice/", "/consents/due/", "/persons/")
OVERSEEN = (*LISTS, "/review/", "/broken-glass/", "/caldicott/", "/caldicott/log/", "/retention/", "/audit/")


def opened(decisions: int) -> Iterator[tuple[str, int]]:
    """Each page that was asked for, and what it answered: the lists, and every decision for whoever carries it."""
    guardian = User.objects.filter(memberships__role="caldicott_guardian").earliest("pk")
    overseer = _in(guardian)
    yield from ((page, overseer.get(page).status_code) for page in OVERSEEN)
    for decision in Decision.objects.order_by("-pk").select_related("owner__organisation")[:decisions]:
        owner = _in(decision.owner)
        for page in ("", "timeline/", "looks/"):
            path = f"/decisions/{decision.reference}/{page}"
            yield path, owner.get(path).status_code


def _in(user: User) -> Client:
    client = Client()
    let_in(client, user)
    session = client.session
    session[PASSED] = True
    session.save()
    return client


def main(decisions: int) -> None:
    filled = fill(decisions, thin=False)
    organisation = Decision.objects.earliest("pk").organisation_id
    kinds = sorted({str(each) for each in Decision.objects.values_list("record__decided", flat=True)})
    told = {"rows": filled.rows, "fault": chain.fault(organisation), "kinds": kinds, "pages": list(opened(decisions))}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
