"""What a Guardian does with the inbox and the log: take a question on, note, mark a precedent, set a theme."""

from uuid import UUID

from django.db import transaction

from decisions.actions.asking import hand_to
from decisions.actions.locking import locked
from decisions.actions.naming import check_names_nobody
from decisions.models import AdviceDiscussion, LogNote, LogTheme, Precedent
from decisions.policies import caldicott as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time


@transaction.atomic
def take_on(*, discussion: AdviceDiscussion, by: User) -> None:
    """A question that waits for a colleague Guardian is put to oneself too. Twice is once."""
    locked(discussion.decision)
    now = AdviceDiscussion.objects.select_related("decision", "asked_by").get(pk=discussion.pk)
    if now.put_to_whom.filter(user=by).exists():
        return
    policies.check_can_take_on(now, by)
    hand_to(now, [by], why="holds", by=by)
    log.record("caldicott.taken-on", by=by, about=now.decision, facts={"discussion": now.pk})


def note(*, discussion: AdviceDiscussion, request_key: UUID, text: str, by: User) -> LogNote:
    check_names_nobody(discussion, text, refused="caldicott.note-refused", by=by)
    return _note(discussion, text, request_key=request_key, by=by)


@transaction.atomic
def _note(discussion: AdviceDiscussion, text: str, *, request_key: UUID, by: User) -> LogNote:
    locked(discussion.decision)
    policies.check_can_keep_log(discussion, by)
    one_press_at_a_time(request_key)
    if before := made_before(discussion.log_notes.all(), request_key=request_key, text=text):
        return before
    made = LogNote.objects.create(discussion=discussion, request_key=request_key, text=text, noted_by=by)
    _log("caldicott.noted", discussion, by=by, note=made.pk)
    return made


def mark(*, discussion: AdviceDiscussion, request_key: UUID, title: str, by: User) -> Precedent:
    """As a precedent of that title; without one, as none any more."""
    check_names_nobody(discussion, title, refused="caldicott.precedent-refused", by=by)
    return _mark(discussion, title, request_key=request_key, by=by)


@transaction.atomic
def _mark(discussion: AdviceDiscussion, title: str, *, request_key: UUID, by: User) -> Precedent:
    locked(discussion.decision)
    policies.check_can_keep_log(discussion, by)
    one_press_at_a_time(request_key)
    if before := made_before(discussion.precedents.all(), request_key=request_key, title=title):
        return before
    made = Precedent.objects.create(discussion=discussion, request_key=request_key, title=title, said_by=by)
    _log("caldicott.precedent" if title else "caldicott.no-precedent", discussion, by=by)
    return made


@transaction.atomic
def set_theme(*, discussion: AdviceDiscussion, theme: str, by: User) -> LogTheme:
    locked(discussion.decision)
    policies.check_can_keep_log(discussion, by)
    if before := LogTheme.objects.filter(discussion=discussion, theme=theme).first():
        return before
    policies.check_lacks_theme(discussion)
    made = LogTheme.objects.create(discussion=discussion, theme=theme, set_by=by)
    _log("caldicott.theme-set", discussion, by=by, theme=theme)
    return made


def _log(action: str, discussion: AdviceDiscussion, *, by: User, **facts: log.Fact) -> None:
    log.record(action, by=by, about=discussion.decision, facts={"discussion": discussion.pk, **facts})
