"""Keeping a paper with a consent. It is never changed, and handed out only as a download."""

import hashlib
import uuid

from django.db import transaction

from consent import policies
from consent.actions.asking import locked
from consent.models import Consent, Evidence
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before


@transaction.atomic
def keep_evidence(
    *, consent: Consent, request_key: uuid.UUID, what: str, data: bytes, content_type: str, by: User
) -> Evidence:
    """`content_type` is what its content was found to be (papers.content_type); one of status.PAPERS."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    sha256 = hashlib.sha256(data).hexdigest()
    if before := made_before(held.consent.evidence.all(), request_key=request_key, what=what, sha256=sha256):
        return before
    made = Evidence.objects.create(
        consent=held.consent,
        request_key=request_key,
        what=what,
        content_type=content_type,
        sha256=sha256,
        size=len(data),
        data=data,
        added_by=by,
    )
    log.record("consent.evidence-kept", by=by, about=held.consent, facts={"evidence": made.pk, "sha256": sha256})
    return made
