"""Which decisions leaned on a consent, on which part of it, and what else each rests on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from consent import scope
from consent.models import Consent, ConsentRecipient
from consent.register import CATEGORY, RECIPIENT, Held, Loss
from decisions import words
from decisions.models.decision import Decision
from decisions.models.steps import LegalBasis, Recipient

SHARED = ("share", "share_part")


@dataclass(frozen=True)
class Leaning:
    """One decision that leaned on what was taken away, and which of its recipients and kinds that is about."""

    decision: Decision
    concerned: list[Recipient]
    taken: list[Recipient]  # of these, the ones to whom nothing is to go any more
    gone: frozenset[str]  # kinds of information that are not to be shared any more; none where all is lost

    @property
    def is_draft(self) -> bool:
        return not hasattr(self.decision, "record")

    @cached_property
    def rests_on_more(self) -> bool:
        """Whether it has another basis too: in the common law, under UK GDPR, and for any special category."""
        return stands_without_consent(getattr(self.decision, "legalbasis", None))

    @property
    def holders(self) -> list[Recipient]:
        """Who holds the information because of it, each once."""
        shared = not self.is_draft and self.decision.record.decided in SHARED
        return list({str(row): row for row in self.concerned}.values()) if shared else []

    @property
    def lost(self) -> list[str]:
        """The kinds that are not to be shared any more, in words."""
        return _labels(self.gone)

    def lost_to(self, recipient: Recipient) -> list[str]:
        """Of these, the ones that go to this recipient."""
        return _labels(self.gone & _kinds(self.decision, recipient))

    @property
    def kinds(self) -> list[str]:
        """The kinds of information that it shares, in words."""
        return _labels(_kinds(self.decision))


def stands_without_consent(basis: LegalBasis | None) -> bool:
    if basis is None:
        return False
    says_consent = "consent" in {basis.common_law, basis.lawful_basis} or basis.condition == "explicit_consent"
    return not says_consent


def leaning_on(consent: Consent) -> list[Decision]:
    """Every decision that rests on it, the last first. What was shared because somebody was in danger rests on that."""
    found = Decision.objects.filter(consentstatement__relied_on=consent, emergency=None).order_by("-pk")
    whole = found.select_related("organisation", "owner", "record", "legalbasis").defer("record__content")
    return list(whole.prefetch_related("recipients", "items", "lines"))


def leaning_on_what_is_lost(held: Held, loss: Loss) -> list[Leaning]:
    """Of those, the ones that go to a recipient or share a kind of information that is taken back."""
    if not loss:
        return []
    found = [_leaning(decision, held, loss) for decision in leaning_on(held.consent)]
    return [each for each in found if loss.everything or each.concerned or each.lost]


def _leaning(decision: Decision, held: Held, loss: Loss) -> Leaning:
    """Concerned are those to whom something goes of what is lost: whoever gets nothing holds nothing."""
    gets = {row: _kinds(decision, row) for row in decision.recipients.all() if _kinds(decision, row)}
    from_whom, kept = _split(held.recipients, loss)
    taken = [row for row in gets if _is_taken(row, from_whom, kept)]
    gone = _kinds(decision) & {key.removeprefix(CATEGORY) for key in loss.parts if key.startswith(CATEGORY)}
    concerned = [row for row in gets if loss.everything or row in taken or gets[row] & gone]
    return Leaning(decision, concerned, taken, gone)


def _labels(kinds: Collection[str]) -> list[str]:
    return [term.label for value, term in words.CATEGORIES.items() if value in kinds]


def _kinds(decision: Decision, to: Recipient | None = None) -> frozenset[str]:
    """The kinds of information that go to one recipient, or to anybody; in a draft, all that is not kept back yet."""
    kept = {(line.item_id, line.recipient_id) for line in decision.lines.all() if not line.goes}
    to_whom = [to] if to else decision.recipients.all()
    return frozenset(item.category for item in decision.items.all() for row in to_whom if (item.pk, row.pk) not in kept)


def _split(rows: Iterable[ConsentRecipient], loss: Loss) -> tuple[list[scope.Recipient], list[scope.Recipient]]:
    """The recipients of the consent that are taken back, and those that stay."""
    found: tuple[list[scope.Recipient], list[scope.Recipient]] = ([], [])
    for row in rows:
        found[f"{RECIPIENT}{row.pk}" not in loss.parts].append(scope.Recipient(row.organisation, row.role))
    return found


def _is_taken(row: Recipient, gone: list[scope.Recipient], kept: list[scope.Recipient]) -> bool:
    """One that is named itself, by organisation and role, stays where that one stays."""
    to = scope.Recipient(row.organisation, row.role)
    return any(each.covers(to) for each in gone) and not any(each.covers(to) and to.covers(each) for each in kept)
