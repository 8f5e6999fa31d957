"""Notices that are long past are forgotten."""

from datetime import timedelta

from django.db.models import Q

from andon.kit import clock
from andon.work.sweeps import delete_some, sweep

from .models import Notice

KEPT = timedelta(days=90)
READ_KEPT = timedelta(days=30)


@sweep("notifications.forget_notices")
def forget_notices(most: int) -> int:
    now = clock.now()
    over = Q(at__lt=now - KEPT) | Q(at__lt=now - READ_KEPT, read_at__isnull=False)
    return delete_some(Notice.objects.filter(over), most)
