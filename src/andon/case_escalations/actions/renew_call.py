from uuid import UUID

from django.db import transaction

from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.reads.why_called import why_called
from andon.paging.actions.renew_why import renew_why
from andon.timeline.actor import Actor


@transaction.atomic
def renew_call(case_ids: list[UUID], *, by: Actor) -> None:
    """What the next page says, after these cases were merged or parted: by which case they are read now."""
    for one in CaseEscalation.objects.related().filter(case__in=case_ids).standing():
        first = one.called_with_id or one.id
        together = CaseEscalation.objects.related().called_for(first).order_by("asked_at", "id")
        renew_why(one.called_for, why_called(list(together)), by=by)
