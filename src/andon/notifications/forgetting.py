"""What people here were told about something that is erased: the words go, in the list and in the ledger."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from andon.channels.actions.withdraw_delivery import withdraw_delivery
from andon.channels.models import Delivery
from andon.channels.models.delivery import State

from .models import Notice

GONE = "—"


@transaction.atomic
def forget_told(kind: str, ids: Iterable[UUID]) -> None:
    """About these subjects of one kind: notices, their messages and the digests that named them. That something went
    out, to whom of us, when, and whether it arrived stays; what waits goes to nobody."""
    subjects = list(ids)
    notices = Notice.objects.filter(subject_kind=kind, subject_id__in=subjects)
    keys = {key for messages in notices.values_list("messages", flat=True) for key in messages}
    told = Delivery.objects.filter(recipient_kind="user")
    for found in (told.filter(key__in=keys), told.filter(subject_kind=kind, subject_id__in=subjects)):
        for key in found.filter(state=State.PLANNED).values_list("key", flat=True):
            withdraw_delivery(key)
        found.update(headline=GONE, text=GONE, error="")
    notices.delete()
