"""Records that the Guardian of each organisation of the campaigns took out, all done and none of them printed; lists
as tables, one done and one that goes on; and filters of the list of decisions.
"""

from uuid import UUID, uuid5

from decisions.actions.exporting import line_done, start_export, start_list
from decisions.actions.registering import save_filter
from decisions.policies.auditing import Selection, left_out, selected
from decisions.summary import list_next
from infoshare.accounts.models import User

DONE, GOING = "done", "going"
FILTERS = ("What was recorded", "Of this term")
KEYS = UUID("0c7a3d0e-8a44-4f6b-9f8e-1d5b7f0f6a11")
WANTED = {"state": "done"}


def take_out(*, by: User) -> None:
    for what in ("once", "again"):
        _taken_out(what, by=by)
    for name in FILTERS:
        save_filter(name=name, wanted=WANTED, by=by)
    for what in (DONE, GOING):
        asked = {"wanted": WANTED, "total": 1, "request_key": uuid5(KEYS, f"{by.pk} list {what}")}
        made = start_list(by=by, **asked)  # type: ignore[arg-type]
        if what == DONE:
            assert not list_next(made.pk)


def _taken_out(what: str, *, by: User) -> None:
    wanted = Selection(team=by.organisation.teams.first())
    asked = {"decisions": list(selected(wanted, by)), "left_out": left_out(wanted, by)}
    made = start_export(selection=wanted, request_key=uuid5(KEYS, f"{by.pk} {what}"), by=by, **asked)  # type: ignore[arg-type]
    for line in made.lines.all():
        line_done(line, sha256="")
