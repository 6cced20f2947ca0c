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
from decisions.models import Decision, MadePack, PackChoice, PackText, PersonPack
from decisions.person_pack import HeldPack
from decisions.policies import Refused
from decisions.policies import person_packs as policies
from decisions.policies.ledger import decisions_of
from decisions.redacting import Goes
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before

CONTENT = ("texts", "text", "ZIP")  # the pages of a pack that show what is in decisions


def pack_viewed(*, pack: PersonPack, parts: Sequence[str], what: str, by: User) -> None:
    """Written down with the pack; and with each decision that it shows, where it shows more than its reference."""
    shown = person_pack.references(parts)
    log.record("pack.viewed", by=by, about=pack, facts={"what": what, "references": shown})
    if what in CONTENT:
        rows = Decision.objects.visible_to(by).filter(reference__in=shown).with_right(by)
        shown_beside_others(decisions=rows, what=packing.PACKED, by=by)


@transaction.atomic
def start_pack(
    *, person: Person, request_key: UUID, made_for: str, asked_by: str, received_on: date, exposed_why: str, by: User
) -> PersonPack:
    policy.check_may(by, "pack.make")
    _lock(person)
    values = {"made_for": made_for, "asked_by": asked_by, "received_on": received_on, "exposed_why": exposed_why}
    if before := made_before(person.packs.all(), request_key=request_key, **values):
        return before
    policies.check_may_go_to(person, asked_by, exposed_why)
    due_on = policies.due_on(made_for, received_on)
    made = PersonPack.objects.create(person=person, request_key=request_key, due_on=due_on, started_by=by, **values)
    facts: dict[str, log.Fact] = {"for": made_for, "exposed": bool(exposed_why)}
    log.record("pack.started", by=by, about=made, facts=facts)
    return made


@transaction.atomic
def choose_parts(*, pack: PersonPack, request_key: UUID, parts: list[str], why: str, by: User) -> PackChoice:
    _open(pack, by)
    if before := made_before(pack.choices.all(), request_key=request_key, parts=parts, why=why):
        return before
    policies.check_is_open(pack)
    restricted = _check_choice(pack, parts, why=why, by=by)
    made = PackChoice.objects.create(
        pack=pack,
        request_key=request_key,
        parts=parts,
        restricted=restricted,
        why=why,
        chosen_by=by,
    )
    log.record("pack.chosen", by=by, about=pack, facts={"parts": parts, "restricted": made.restricted})
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
    held = _open(pack, by)
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
    others = {each.mark: each for each in held.goes if each.mark != said.mark and not (each.said and each.said.whole)}
    found = {mark: each for mark, each in others.items() if redacting.by_hand(each.of.text, said.also)}
    PackText.objects.bulk_create(_with_more(each, said) for each in found.values())
    facts: dict[str, log.Fact] = {"mark": said.mark, "texts": len(found)}
    log.record("pack.said-elsewhere", by=said.said_by, about=held.pack, facts=facts)


def _with_more(text: Goes, said: PackText) -> PackText:
    before = text.said
    more = [each for each in said.also if redacting.by_hand(text.of.text, [each])]
    return PackText(
        pack=said.pack,
        request_key=uuid5(said.request_key, text.mark),
        mark=text.mark,
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
    held = _open(pack, by)
    if held.made:
        return held.made
    _check_still_may(held, by)
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
    """Written down before anything of it leaves."""
    policies.check_opens(made.pack, by)
    log.record("pack.taken", by=by, about=made.pack, facts={"sha256": made.sha256, "size": made.size})
    return bytes(made.data)


def _check_choice(pack: PersonPack, parts: list[str], *, why: str, by: User) -> bool:
    """Whether any of it is restricted."""
    offered = packing.offered(decisions_of(pack.person, by))
    restricted = {each.key for each in offered if each.restricted}
    policies.check_choice(parts, offered=[each.key for each in offered], restricted=restricted, why=why)
    return bool(restricted.intersection(parts))


def _check_still_may(held: HeldPack, by: User) -> None:
    """What was restricted, or who was marked, since it was chosen."""
    policies.check_is_chosen(held.choice)
    assert held.choice
    _check_choice(held.pack, held.choice.parts, why=held.choice.why, by=by)
    policies.check_may_go_to(held.pack.person, held.pack.asked_by, held.pack.exposed_why)


def _open(pack: PersonPack, by: User) -> HeldPack:
    """The pack as it stands, while nobody else can write to it; for somebody who may open all of it."""
    _lock(pack.person)
    policies.check_opens(pack, by)
    return person_pack.load(pack)


def _lock(person: Person) -> None:
    """A pack is only ever added to: what is locked is whom it is about."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
