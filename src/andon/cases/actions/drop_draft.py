from uuid import UUID

from django.db import transaction

from andon.cases.models import Case, Draft
from andon.kit import clock

from .keep_draft import digest_of


@transaction.atomic
def drop_draft(case: Case, *, user: UUID, kind: str, sent: str = "") -> None:
    """It was sent, or thrown away: nothing of it is kept. Dropping it twice changes nothing."""
    for draft in Draft.objects.select_for_update().filter(user_id=user, case=case, kind=kind):
        draft.body, draft.sent = "", digest_of(sent) if sent else ""
        draft.version, draft.kept_at = draft.version + 1, clock.now()
        draft.save(update_fields=["body", "sent", "version", "kept_at"])
