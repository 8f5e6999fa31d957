from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from andon.impact.facts import BlastRadiusFound
from andon.impact.models import BlastRadius
from andon.impact.reported import first_of_each, infer, reports_of
from andon.kit import clock
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record

SYSTEM = Actor.system("impact")
MOST_INFERRED = 20_000
"""As many accounts are written down as inferred; the number of all is kept."""


@transaction.atomic
def find_blast_radius(subject: Subject) -> BlastRadius:
    """Find out whom a subject's reports come from, among all accounts; the accounts that match are inferred as
    affected. Heavy: for a worker. From the same reports, accounts and attributes it finds nothing anew."""
    # Imported here: numpy costs memory, which only a worker pays.
    from andon.impact.base import base_digest, load_base
    from andon.impact.found import find

    reports = reports_of(subject)
    firsts = [one for one in first_of_each(reports).values() if one.account]
    accounts = [one.account for one in firsts if one.account]
    digest = base_digest(accounts)
    before = BlastRadius.objects.filter(subject_kind=subject.kind, subject_id=subject.id).first()
    if before is not None and before.digest == digest:
        BlastRadius.objects.filter(id=before.id).update(found_at=clock.now())
        return before
    base = load_base(min((one.at for one in firsts), default=clock.now()))
    found, matching = find(base, accounts)
    silent = [base.ids[row] for row in matching if base.ids[row] not in set(accounts)]
    kept = _keep(subject, before, digest, accounts, len(base.ids), found, len(matching), len(silent))
    infer(subject, silent[:MOST_INFERRED] if _is_sure(found) else [])
    return kept


def _is_sure(found: dict[str, Any]) -> bool:
    """A first hint tells nobody that she is hit."""
    return bool(found["findings"]) and not found["findings"][0]["is_hint"]


def _keep(
    subject: Subject,
    before: BlastRadius | None,
    digest: str,
    accounts: Sequence[UUID],
    size: int,
    found: dict[str, Any],
    matching: int,
    silent: int,
) -> BlastRadius:
    now = clock.now()
    first = found["findings"][0] if found["findings"] else None
    is_new = before is None or before.found.get("findings") != found["findings"]
    kept, _made = BlastRadius.objects.update_or_create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        defaults={
            "digest": digest,
            "reports": len(accounts),
            "base": size,
            "confidence": first["confidence"] if first else None,
            "accounts": matching,
            "silent": silent,
            "found": found,
            "found_at": now,
            "changed_at": now if is_new or before is None else before.changed_at,
        },
    )
    if is_new:
        confidence = round(first["confidence"] * 100) if first else None
        said = BlastRadiusFound(confidence=confidence, reports=len(accounts), accounts=matching)
        record(said, subject=subject, by=SYSTEM)
    return kept
