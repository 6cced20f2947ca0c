"""Issues documents: each is made once of the same words, sealed, kept, and handed out ever after as it was."""

import hashlib
import logging
from collections.abc import Callable

from django.db import connection, models, transaction
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.audit.canonical import canonical
from infoshare.documents import store
from infoshare.documents.models import Issued
from infoshare.documents.pdf import ToPrint
from infoshare.documents.seal import seal

ISSUED = "document.issued"
LOG = logging.getLogger(__name__)


def newest(about: models.Model, kind: str) -> Issued | None:
    """The one that no other has superseded."""
    return _of(about, kind).order_by("number").last()


def up_to_date(about: models.Model, kind: str) -> bytes | None:
    """The newest document, where nothing has happened to its record since but looks; None where something has."""
    held = current(about, kind)
    return _kept(held) if held else None


def current(about: models.Model, kind: str) -> Issued | None:
    """The same, by its row."""
    changed = Coalesce(Subquery(log.changes(about)[:1]), 0)
    held = _of(about, kind).annotate(changed=changed).order_by("number").last()
    return held if held and held.as_of >= held.changed else None


def issue(make: Callable[[], ToPrint], *, about: models.Model, kind: str, by: User) -> bytes:
    """The document of these words, sealed: the newest there is, where that was made of the same, else a new one.

    `make` reads the record when nobody else can issue of it, so that no older words come after newer ones. Raises what
    `render` raises, and DoesNotExist where the record has gone.
    """
    with transaction.atomic():
        one_at_a_time(about)
        type(about)._base_manager.only("pk").get(pk=about.pk)  # which may have gone meanwhile
        as_of, to_print = log.last_change(about), make()  # in this order: what came between is not in the words
        made_of, held = _fingerprint(to_print), newest(about, kind)
        if held and held.made_of == made_of and (kept := _kept(held)):
            return kept
        unsealed = to_print.pdf()
        sealed = seal(unsealed, by.organisation_id)
        made = {"made_of": made_of, "dated": to_print.created_at, "unsealed": hashlib.sha256(unsealed).hexdigest()}
        _keep(sealed, about=about, kind=kind, by=by, as_of=as_of, **made)
    return sealed


def _kept(held: Issued) -> bytes | None:
    """The file, where it is in the store as it was put there; else it is made anew, and the log of the site says so."""
    try:
        return store.get(held.sha256)
    except store.Damaged as damaged:
        LOG.error(str(damaged))
        return None


def _keep(sealed: bytes, *, about: models.Model, kind: str, by: User, **made: object) -> None:
    sha256 = store.put(sealed)
    try:
        number = (_of(about, kind).aggregate(last=Max("number"))["last"] or 0) + 1
        Issued.objects.create(
            organisation_id=by.organisation_id,
            about_type=about._meta.label_lower,
            about_id=about.pk,
            kind=kind,
            number=number,
            sha256=sha256,
            size=len(sealed),
            issued_by=by,
            **made,
        )
        log.record(ISSUED, by=by, about=about, facts={"kind": kind, "number": number, "sha256": sha256})
    except BaseException:
        store.remove(sha256)
        raise


def _of(about: models.Model, kind: str) -> models.QuerySet[Issued]:
    return Issued.objects.filter(about_type=about._meta.label_lower, about_id=about.pk, kind=kind)


def _fingerprint(to_print: ToPrint) -> str:
    """Of what can be read in it: not of the moment, which is that of the first who asked."""
    html = to_print.html.replace(to_print.printed_on, "") if to_print.printed_on else to_print.html
    files = (hashlib.sha256(each.data).hexdigest() for each in to_print.attachments)
    parts = [html, to_print.title, *files]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def one_at_a_time(about: models.Model) -> None:
    """Whoever asks for the same at the same moment waits, and finds it made; or that the record is gone."""
    with connection.cursor() as cursor:
        said = f"issued {about._meta.label_lower} {about.pk}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [said])
