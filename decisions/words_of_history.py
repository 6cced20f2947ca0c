"""The sentence for every event that can be written down, and the kind of thing it is: what a timeline reads out.

{by} is who did it. The other words in braces are worked out from the facts of the event: decisions/timeline.py.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from consent.status import Term, vocabulary

KINDS = vocabulary(
    Term("decision", "The decision"),
    Term("consent", "Consent"),
    Term("advice", "Advice"),
    Term("sharing", "Sharing, and telling the family"),
    Term("added", "Additions and corrections"),
    Term("access", "Who may open it, and who it is about"),
    Term("person", "What is known of them"),
    Term("kept", "How long it is kept"),
    Term("views", "Who looked"),
)
VIEWS = "views"
BESIDE = "beside"  # what is about neither a decision nor a person whose information it is: on no timeline


class Said(NamedTuple):
    """`only` is the action of the policy without which nobody is shown it."""

    kind: str
    sentence: str
    only: str = ""


def _of(kind: str, sentences: Mapping[str, str], only: str = "") -> Iterator[tuple[str, Said]]:
    yield from ((action, Said(kind, sentence, only)) for action, sentence in sentences.items())


_DECISION = {
    "decision.started": "{by} started the decision",
    "draft.saved": "{by} saved a page: {page}",
    "question.answered": "{by} answered: {question}",
    "recipient.added": "{by} added somebody it would go to",
    "recipient.changed": "{by} changed somebody it would go to",
    "recipient.removed": "{by} took off somebody it would go to",
    "item.added": "{by} added a piece of information",
    "item.changed": "{by} changed a piece of information",
    "item.removed": "{by} took off a piece of information",
    "lines.decided": "{by} decided what goes to somebody",
    "lines.kept-back": "{by} kept everything back from somebody",
    "sheet.seen": "{by} checked what somebody would get",
    "decision.recorded": "{by} recorded the decision: {decided}",
    "decision.reopened": "{by} opened it again, for new facts, as a decision of its own: {again}",
    "guidance.looked-again": "{by} said what a second look came to, for a newer edition",
    "decision.carried-on": "{by} carried it on as bulk sharing",
    "decision.handed-over": "{by} handed it over to {to}",
    "clash.found": "Something was found that could harm somebody who must be protected",
    "clash.asked": "{by} asked somebody to look at what could harm somebody",
    "clash.settled": "{by} said why that harms nobody",
    "clash.refused": "{by} wrote words of a correction that were refused: they could have harmed somebody",
    "document.issued": "The PDF of the record was made, as it stood then",
    "record.put-back": "{by} had the whole record put back from a file",
}
_CONSENT = {
    "consent.begun": "{by} wrote down a new consent to ask for",
    "consent.saved": "{by} changed what is asked",
    "consent.recipient-added": "{by} added somebody who may receive it",
    "consent.recipient-removed": "{by} took off somebody who may receive it",
    "consent.given": "{by} wrote down that consent was given",
    "consent.refused": "{by} wrote down that consent was refused",
    "consent.not-sought": "{by} wrote down why consent was not asked for",
    "consent.could-not": "{by} wrote down that nobody was able to give consent",
    "consent.renewed": "{by} wrote down that consent was given for longer",
    "consent.reviewed": "{by} looked at it again: they still agree",
    "consent.called-for-review": "Something changed, so it is to be looked at again",
    "consent.narrowed": "{by} wrote down that consent was withdrawn in part",
    "consent.withdrawn": "{by} wrote down that consent was withdrawn",
    "consent.found-invalid": "{by} wrote down that consent was found not to be valid",
    "consent.assessed": "{by} assessed whether they can decide this themselves",
    "consent.evidence-kept": "{by} kept a paper with it",
    "decision.flagged": "It was marked to be looked at again: consent {consent} was taken away",
    "notice.saved": "{by} {sent} to somebody who holds the information that consent was taken away",
}
_ADVICE = {
    "advice.put": "{by} asked for advice, {advice}",
    "advice.asked": "{by} wrote down that advice was asked, {advice}",
    "advice.given": "{by} answered the question for advice, {advice}",
    "advice.replied": "{by} wrote a message about the advice, {advice}",
    "advice.confirmed": "{by} said whether the advice was written down as it was given, {advice}",
    "advice.taken-back": "{by} took the question for advice back, {advice}",
    "advice.still-holds": "{by} said why the advice still holds after changes, {advice}",
    "advice.handed-on": "Nobody answered in time, so the question was put to others too, {advice}",
    "advice.outside-let-in": "{by} let an adviser outside into one question, {advice}",
    "advice.outside-opened": "The adviser outside whom {by} let in opened the question, {advice}",
    "advice.outside-wrong-code": "A wrong code was tried for the adviser outside whom {by} let in, {advice}",
    "advice.outside-ended": "{by} ended the link of an adviser outside, {advice}",
    "advice.recorded": "{by} wrote down the advice, {advice}",
    "caldicott.taken-on": "{by} took the question on as Caldicott Guardian, {advice}",
}
_CALDICOTT = {
    "caldicott.noted": "{by} added a note to the Caldicott log, {advice}",
    "caldicott.note-refused": "{by} wrote a note for the Caldicott log that was refused: it named somebody",
    "caldicott.precedent": "{by} marked the advice as a precedent, {advice}",
    "caldicott.no-precedent": "{by} took the mark of a precedent off, {advice}",
    "caldicott.precedent-refused": "{by} wrote a title for a precedent that was refused: it named somebody",
    "caldicott.theme-set": "{by} said what the question was about, {advice}",
    "advice.lesson-refused": "{by} wrote a lesson that was refused: it named somebody",
}
_SHARING = {
    "sheet.made": "A sheet was made for somebody who gets it: {sheet}",
    "sheet.approved": "{by} {agreed} that sheet {sheet} may go",
    "sheet.taken": "{by} took sheet {sheet} out to send it",
    "sheet.ended": "{by} said that sheet {sheet} never goes",
    "sharing.noted": "{by} wrote down that it was sent{channel}",
    "receipt.asked": "{by} asked somebody by a link whether it arrived",
    "receipt.opened": "Somebody whom {by} asked opened the link about whether it arrived",
    "receipt.wrong-code": "A wrong code was tried for the link that {by} sent about whether it arrived",
    "receipt.link-ended": "{by} ended a link about whether it arrived",
    "receipt.heard": "There was an answer on whether it arrived",
    "incident.opened": "{by} opened an incident: {incident}",
    "incident.step-taken": "{by} wrote down what was done about an incident: {incident}",
    "incident.closed": "{by} closed an incident: {incident}",
    "family.told": "{by} wrote down that the child or the family was told",
    "telling.looked-again": "{by} looked again at telling the child or the family",
    "request.answered": "{by} wrote down how the request was answered",
}
_ADDED = {
    "decision.amended": "{by} added to the record",
    "passage.amended": "{by} amended the record",
    "review.commented": "{by} commented",
    "addition.asked": "{by} asked for an addition",
    "countersignature.needed": "A second signature is needed",
    "record.countersigned": "{by} {agreed} with the record, as a second signature",
    "item.found-wrong": "{by} wrote down that something in it is wrong: {wrong}",
    "correction.owed": "Somebody is to be told that it was wrong: {wrong}",
    "correction.worded": "{by} wrote what somebody may read as right: {wrong}",
    "correction.sent": "{by} wrote down that a correction was sent: {wrong}",
    "correction.asked": "{by} asked somebody by a link whether a correction was made: {wrong}",
    "correction.opened": "Somebody whom {by} asked opened the link about a correction: {wrong}",
    "correction.wrong-code": "A wrong code was tried for the link that {by} sent about a correction: {wrong}",
    "correction.link-ended": "{by} ended a link about a correction: {wrong}",
    "correction.heard": "There was an answer to a correction: {wrong}",
    "correction.given-up": "{by} wrote down why somebody can't be told that it was wrong: {wrong}",
}
_QUALITY = {
    "quality.reviewed": "{by} reviewed it, as one of a sample",
    "quality.answered": "{by} read the feedback of a review",
}
_ACCESS = {
    "grant.given": "{by} let {user} open it, until {until}",
    "grant.ended": "{by} stopped {user} opening it",
    "restriction.set": "{by} restricted it to named people",
    "restriction.lifted": "{by} lifted the restriction",
    "person.linked": "{by} said who it is about: {person}",
    "person.unlinked": "{by} took off somebody it was said to be about: {person}",
}
_CONFLICT = {
    "conflict.set": "{by} kept out {user}, who has a conflict of interest",
    "conflict.ended": "{by} said that the conflict of interest of {user} is over",
}
_PERSON = {
    "person.entered": "{by} entered them",
    "person.told": "{by} changed what is known of them",
    "relationship.entered": "{by} said who somebody is to them",
    "relationship.changed": "{by} changed what is said of somebody around them",
    "relationship.ended": "{by} said that somebody is nothing to them any more",
    "flag.lifted": "{by} took off a mark that protected somebody, and said why it is safe",
}
_PACK = {
    "pack.started": "{by} started a pack of what is kept of them",
    "pack.chosen": "{by} chose what goes into a pack",
    "pack.said": "{by} said what is taken out of a pack",
    "pack.said-elsewhere": "The same was taken out elsewhere in a pack",
    "pack.given-up": "{by} gave up a pack",
    "pack.made": "{by} made a pack of what is kept of them",
    "pack.taken": "{by} took a pack out",
}
_VIEWS = {
    "decision.viewed": "{by} opened: {what}",
    "advice.viewed": "{by} read the question for advice, {advice}",
    "caldicott.entry-viewed": "{by} read the entry of the Caldicott log, {advice}",
    "access.viewed": "{by} opened a page about who can open it",
    "incident.viewed": "{by} read an incident: {incident}",
    "receipt.viewed": "Somebody whom {by} asked read the page about whether it arrived",
    "correction.viewed": "Somebody whom {by} asked read the page about a correction: {wrong}",
    "decision.found": "{by} found it by its reference",
    "review.read": "{by} marked it as read",
    "record.exported": "{by} had the whole of it written to a file",
    "glass.broken": "{by} broke the glass to open it in an emergency",
    "glass.reviewed": "{by} looked at why the glass was broken",
    "person.viewed": "{by} opened: {what}",
    "consent.viewed": "{by} opened: {what}",
    "ledger.viewed": "{by} read who was told what about them",
    "pack.viewed": "{by} opened a pack of what is kept of them",
}
_KEPT = {
    "retention.kept": "{by} keeps it longer, though it was due",
    "retention.person-kept": "{by} said what counts for how long it is kept",
    "hold.set": "{by} held it: nothing of it is disposed of",
    "hold.lifted": "{by} lifted a hold",
    "disposal.proposed": "{by} proposed to dispose of it",
    "disposal.refused": "{by} did not confirm that it is disposed of",
    "disposal.taken-back": "{by} took back that it is disposed of",
    "disposal.confirmed": "{by} confirmed that it is disposed of",
}
_ELSEWHERE = {
    "retention.rule-chosen": "{by} chose how long records are kept",
    "retention.listed": "{by} opened the list of what is due, or of what was disposed of",
    "record.disposed": "A record was disposed of, as {by} confirmed",
    "list.viewed": "{by} opened a list",
    "figures.viewed": "{by} opened the decisions in numbers",
    "decisions.searched": "{by} searched decisions",
    "caldicott.inbox-viewed": "{by} opened the Caldicott inbox",
    "caldicott.log-viewed": "{by} opened the Caldicott log",
    "caldicott.report-viewed": "{by} opened the yearly Caldicott report",
    "audit.exported": "{by} took out the history of several decisions",
    "audit.export-stopped": "{by} stopped taking records out",
    "audit.export-taken": "{by} took the file with records",
    "list.exported": "{by} asked for a list of decisions as a table",
    "list.export-stopped": "{by} stopped taking a list out",
    "list.export-taken": "{by} took the table of a list",
    "filter.saved": "{by} saved a filter of the list of decisions",
    "filter.renamed": "{by} renamed a filter of theirs",
    "filter.removed": "{by} removed a filter of theirs",
    "quality.sampled": "{by} drew a sample of records to look at again",
    "finding.closed": "{by} closed what the look-out for browsing found",
    "flow.started": "{by} started a form for bulk sharing",
    "flow.saved": "{by} saved a page of the form",
    "flow.submitted": "{by} submitted it",
    "flow.decided": "{by} decided on it",
    "flow.sent-back": "{by} sent it back",
    "flow.reviewed": "{by} looked at it again",
    "flow.ended": "{by} said that it has ended",
    "flow.handed-over": "{by} handed it over to {to}",
    "flow.viewed": "{by} opened: {what}",
    "organisation.changed": "{by} changed the settings of the organisation",
    "mail.tried-again": "{by} had mail sent again that was stuck",
    "team.added": "{by} added a team",
    "team.renamed": "{by} renamed a team",
    "team.closed": "{by} closed a team",
    "person.invited": "{by} invited somebody",
    "person.joined": "{by} joined",
    "person.changed": "{by} changed the details of a colleague",
    "person.left": "{by} saw a colleague out",
    "person.came-back": "{by} let a colleague back in",
    "invitation.sent-again": "{by} sent an invitation again",
    "invitation.withdrawn": "{by} withdrew an invitation",
    "role.given": "{by} gave a colleague a role",
    "role.changed": "{by} changed the role of a colleague",
    "role.ended": "{by} ended the role of a colleague",
    "absence.set": "{by} wrote down days away",
    "absence.changed": "{by} changed days away",
    "absence.ended": "{by} ended days away",
    "person.signed_in": "{by} signed in",
    "person.signed_out": "{by} signed out",
    "person.timed_out": "{by} was signed out: too much time had passed",
    "person.confirmed": "{by} proved again who they are",
    "sign_in.failed": "Somebody failed to sign in as {by}",
    "sign_in.locked": "Signing in as {by} was locked for a while",
    "session.ended": "{by} ended other sessions of theirs",
    "password.changed": "{by} changed their password",
    "password.reset": "{by} set a new password after a forgotten one",
    "factor.added": "{by} added a way to prove who they are",
    "factor.removed": "{by} took off a way to prove who they are",
    "factor.renamed": "{by} renamed a security key",
    "factor.all_removed": "All ways by which {by} proved who they are were taken off",
    "recovery_code.used": "{by} used a recovery code",
    "recovery_codes.kept": "{by} said that they keep their recovery codes",
    "recovery_codes.renewed": "{by} made new recovery codes",
}
SAID: Mapping[str, Said] = MappingProxyType(
    dict(
        [
            *_of("decision", _DECISION),
            *_of("consent", _CONSENT),
            *_of("advice", _ADVICE),
            *_of("advice", _CALDICOTT, only="caldicott.log"),
            *_of("sharing", _SHARING),
            *_of("added", _ADDED),
            *_of("added", _QUALITY, only="quality.read"),
            *_of("access", _ACCESS),
            *_of("access", _CONFLICT, only="access.bar"),
            *_of("person", _PERSON),
            *_of("person", _PACK, only="pack.make"),
            *_of("kept", _KEPT, only="retention.review"),
            *_of(VIEWS, _VIEWS, only="decision.lookers"),
            *_of(BESIDE, _ELSEWHERE),
        ]
    )
)
OUTSIDE = "Somebody outside, let in by {by},"  # who it was that `by` let in, where an event has been left by them
AGREED = {True: "agreed", False: "did not agree"}
SENT = {True: "wrote down that a notice was sent", False: "changed the notice"}
