from django.db import transaction

from andon.cases.facts_own import CaseTypeChanged
from andon.cases.models import CaseType
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def archive_case_type(kind: CaseType, *, by: Actor) -> CaseType:
    """Offer it no more; its cases keep it, and stay readable. Archiving twice changes nothing."""
    kind = CaseType.objects.select_for_update().get(id=kind.id)
    if kind.archived_at is None:
        kind.archived_at, kind.is_default = clock.now(), False
        kind.save(update_fields=["archived_at", "is_default"])
        record(CaseTypeChanged(slug=kind.slug, what="archived"), subject=kind.subject, by=by)
    return kind
