"""The pack of a person: started for somebody, chosen, each text said of, made once, and taken away."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from consent.models import Person
from decisions import pack_files, packing, person_pack, redacting
from decisions.actions.viewing import shown_beside_others
from decisions.models import Decision, MadePack, PackChoice, PackGivenUp, PackText, PersonPack
from decisions.packing import Text
from decisions.person_pack import HeldPack
from decisions.policies import Refused
from decisions.policies import person_packs as policies
from decisions.policies.ledger import decisions_of
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before


def pack_viewed(*, pack: PersonPack, parts: Sequence[str], what: str, shows: bool, by: User) -> None:
    """Written down with the pack; and with each decision of which it `shows` more than its reference."""
    shown = person_pack.references(parts)
    log.record("pack.viewed", by=by, about=pack, facts={"what": what, "references": shown})
    if shows:
        rows = Decision.objects.visible_to(by).filter(reference__in=shown).with_right(by)
        shown_beside_others(decisions=rows, what=packing.PACKED, by=by)


@transaction.atomic
def start_pack(
    *,
    person: Person,
    request_key: UUID,
    made_for: str,
    asked_by: str,
    asked_as: str,
    received_on: date,
    exposed_why: str,
    by: User,
) -> PersonPack:
    policy.check_may(by, "pack.make")
    _lock(person)
    values = {"made_for": made_for, "asked_by": asked_by, "asked_as": asked_as, "received_on": received_on}
    values["exposed_why"] = exposed_why
    if before := made_before(person.packs.all(), request_key=request_key, **values):
        return before
    exposed = policies.exposed(policies.people_of(person), asked_by, asked_as)
    policies.check_may_go_to(exposed, why=exposed_why)
    made = PersonPack.objects.create(
        person=person,
        request_key=request_key,
        due_on=policies.due_on(made_for, received_on),
        exposed=sorted(exposed),
        started_by=by,
        **values,
    )
    facts: dict[str, log.Fact] = {"for": made_for, "exposed": bool(exposed_why)}
    log.record("pack.started", by=by, about=made, facts=facts)
    return made


@transaction.atomic
def choose_parts(
    *, pack: PersonPack, request_key: UUID, parts: list[str], why: str, exposed_why: str = "", by: User
) -> PackChoice:
    _open(pack, by)
    values = {"parts": parts, "why": why, "exposed_why": exposed_why}
    if before := made_before(pack.choices.all(), request_key=request_key, **values):
        return before
    policies.check_is_open(pack)
    restricted, exposed = _restricted(pack, parts, by), _exposed(pack, parts)
    policies.check_restricted(restricted, why=why)
    policies.check_may_go_to(exposed, known=pack.exposed, why=exposed_why)
    made = PackChoice.objects.create(
        pack=pack,
        request_key=request_key,
        restricted=bool(restricted),
        restricted_of=sorted(restricted),
        exposed=sorted(exposed),
        chosen_by=by,
        **values,
    )
    log.record("pack.chosen", by=by, about=pack, facts={"parts": parts, "restricted": made.restricted})
    return made


@transaction.atomic
def give_up_pack(*, pack: PersonPack, request_key: UUID, why: str, by: User) -> PackGivenUp:
    _open(pack, by)
    if before := made_before(PackGivenUp.objects.filter(pack=pack), request_key=request_key, why=why):
        return before
    policies.check_is_open(pack)
    made = PackGivenUp.objects.create(pack=pack, request_key=request_key, why=why, given_up_by=by)
    log.record("pack.given-up", by=by, about=pack)
    return made


@transaction.atomic
def say_of_text(
    *,
    pack: PersonPack,
    request_key: UUID,
    mark: str,
    left: list[str],
    also: list[str],
    whole: bool,
    category: str,
    why: str,
    by: User,
    everywhere: bool = False,
) -> PackText:
    """`everywhere`: what is taken out by hand goes wherever else it stands, too."""
    _open(pack, by)
    held = person_pack.load(pack)
    values = {"mark": mark, "left": left, "also": also, "whole": whole, "category": category, "why": why}
    if before := made_before(pack.texts.all(), request_key=request_key, **values):
        return before
    policies.check_is_open(pack)
    text = held.text(mark)
    if text is None or set(left) - set(text.found):
        raise Refused(policies.CHANGED)
    missing = [each for each in also if not redacting.by_hand(text.of.text, [each])]
    policies.check_text(left=left, also=also, whole=whole, category=category, why=why, missing=missing)
    said = PackText.objects.create(pack=pack, request_key=request_key, said_by=by, **values)
    facts: dict[str, log.Fact] = {"mark": mark, "whole": whole, "left": len(left), "also": len(also)}
    log.record("pack.said", by=by, about=pack, facts=facts)
    if everywhere:
        _take_out_elsewhere(held, said)
    return said


def _take_out_elsewhere(held: HeldPack, said: PackText) -> None:
    """What was said of another text stays; its words are more."""
    texts = {redacting.mark_of(each): each for each in held.texts}
    found = {
        mark: each
        for mark, each in texts.items()
        if mark != said.mark and not _is_out(held, mark) and redacting.by_hand(each.text, said.also)
    }
    PackText.objects.bulk_create(_with_more(each, held.said.get(mark), said) for mark, each in found.items())
    facts: dict[str, log.Fact] = {"mark": said.mark, "texts": len(found)}
    log.record("pack.said-elsewhere", by=said.said_by, about=held.pack, facts=facts)


def _is_out(held: HeldPack, mark: str) -> bool:
    before = held.said.get(mark)
    return bool(before and before.whole)


def _with_more(text: Text, before: PackText | None, said: PackText) -> PackText:
    mark = redacting.mark_of(text)
    more = [each for each in said.also if redacting.by_hand(text.text, [each])]
    return PackText(
        pack=said.pack,
        request_key=uuid5(said.request_key, mark),
        mark=mark,
        whole=False,
        left=before.left if before else [],
        also=list(dict.fromkeys([*(before.also if before else []), *more])),
        category=(before.category if before else "") or said.category,
        why=before.why if before else "",
        said_by=said.said_by,
    )


@transaction.atomic
def make_pack(*, pack: PersonPack, papers: Mapping[str, bytes], read: str, by: User) -> MadePack:
    """`papers` are the PDFs by name, drawn from what reads as `read`. A second press finds it made."""
    _open(pack, by)
    if before := MadePack.objects.filter(pack=pack).first():
        return before
    policies.check_is_open(pack)
    _check_still_may(pack, by)
    held = person_pack.load(pack)
    policies.check_reads_the_same(held.fingerprint, read)
    at = timezone.now()
    files = {**papers, pack_files.INDEX: pack_files.index(held, by=by, at=at).encode()}
    told = pack_files.manifest(held, files, by=by, at=at)
    data = pack_files.zipped(files, told, at)
    sha256 = hashlib.sha256(data).hexdigest()
    made = MadePack.objects.create(
        pack=pack, read=read, manifest=told, sha256=sha256, size=len(data), data=data, made_at=at, made_by=by
    )
    log.record("pack.made", by=by, about=pack, facts={"sha256": sha256, "files": len(files) + 1})
    return made


@transaction.atomic
def take_pack(*, made: MadePack, by: User) -> bytes:
    """Written down before anything of it leaves. Whom it could expose is asked once more: it may lie for weeks."""
    policies.check_opens(made.pack, by)
    choice = policies.check_is_chosen(made.pack.choices.last())
    policies.check_exposes_nobody_else(_exposed(made.pack, choice.parts), choice.exposed)
    log.record("pack.taken", by=by, about=made.pack, facts={"sha256": made.sha256, "size": made.size})
    return bytes(made.data)


def _restricted(pack: PersonPack, parts: list[str], by: User) -> set[str]:
    """Of what was chosen, the references of the decisions that are restricted now."""
    offered = packing.offered(decisions_of(pack.person, by))
    policies.check_choice(parts, offered=[each.key for each in offered])
    return {each.part.decision for each in offered if each.restricted and each.key in parts}


def _exposed(pack: PersonPack, parts: list[str]) -> set[str]:
    people = policies.people_of(pack.person, person_pack.references(parts))
    return policies.exposed(people, pack.asked_by, pack.asked_as)


def _check_still_may(pack: PersonPack, by: User) -> None:
    """What was restricted, or who was marked, since it was chosen."""
    choice = policies.check_is_chosen(pack.choices.last())
    policies.check_restricted_since(_restricted(pack, choice.parts, by), choice.restricted_of)
    policies.check_exposes_nobody_else(_exposed(pack, choice.parts), choice.exposed)


def _open(pack: PersonPack, by: User) -> None:
    """From here on nobody else can write to it; for somebody who may open all of it."""
    _lock(pack.person)
    policies.check_opens(pack, by)


def _lock(person: Person) -> None:
    """A pack is only ever added to: what is locked is whom it is about."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
