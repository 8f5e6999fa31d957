"""Work that stands aside after too many tries, and its way back."""

from collections.abc import Collection

from django.db import transaction

from andon.kit import clock

from . import wake
from .models import DueWork


def parked() -> list[DueWork]:
    """The newest two hundred, newest first; one query."""
    return list(DueWork.objects.exclude(parked_at=None).order_by("-parked_at", "-id")[:200])


def try_parked_again(ids: Collection[int]) -> list[DueWork]:
    """Make these due now with all their tries back; what is not parked any more is left out."""
    rows = list(DueWork.objects.select_for_update().exclude(parked_at=None).filter(id__in=ids))
    DueWork.objects.filter(id__in=[row.id for row in rows]).update(parked_at=None, attempts=0, run_at=clock.now())
    transaction.on_commit(wake.tell, robust=True)
    return rows
