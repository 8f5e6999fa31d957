"""What people here were told about something that is erased: the words go, in the list and in the ledger."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from andon.channels.actions.withdraw_delivery import withdraw_delivery
from andon.channels.models import Delivery
from andon.channels.models.delivery import State

from .actions.send_digest import PURPOSE, digest_words
from .models import Notice

GONE = "—"


@transaction.atomic
def forget_told(kind: str, ids: Iterable[UUID]) -> None:
    """About these subjects of one kind: notices, their messages and the digests that named them. That something went
    out, to whom of us, when, and whether it arrived stays; what waits goes to nobody, and a digest that waits without
    them."""
    subjects = list(ids)
    notices = Notice.objects.filter(subject_kind=kind, subject_id__in=subjects)
    keys = {key for messages in notices.values_list("messages", flat=True) for key in messages}
    told = Delivery.objects.filter(recipient_kind="user")
    keys -= _said_without(told.filter(key__in=keys, purpose=PURPOSE), [notice.pk for notice in notices])
    for found in (told.filter(key__in=keys), told.filter(subject_kind=kind, subject_id__in=subjects)):
        for key in found.filter(state=State.PLANNED).values_list("key", flat=True):
            withdraw_delivery(key)
        found.update(headline=GONE, text=GONE, error="")
    notices.delete()


def _said_without(digests: QuerySet[Delivery], gone: list[UUID]) -> set[str]:
    """Those that still wait and name others too, who shall not wait in vain: written again for them alone."""
    kept = set()
    for digest in digests.select_for_update().filter(state=State.PLANNED):
        others = Notice.objects.filter(user_id=digest.recipient_id, messages__contains=[digest.key]).exclude(
            pk__in=gone
        )
        if told := list(others.select_related("user").order_by("at")):
            headline, text = digest_words(told, digest.channel)
            Delivery.objects.filter(pk=digest.pk).update(headline=headline, text=text)
            kept.add(digest.key)
    return kept
