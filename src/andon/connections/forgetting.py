"""Contents hold what people wrote: they are kept some days for replays, then only that something came or went."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from andon.kit import clock
from andon.work.sweeps import delete_some

from .models import IncomingDelivery, OutgoingDelivery
from .models.outgoing_delivery import Departure

# For as long as a vendor could still repeat a delivery, and figures are asked for.
ROWS_KEPT = timedelta(days=180)


def forget_some(most: int) -> int:
    """Bodies, headers and answers go after the days that are set; the rows that are left go after half a year."""
    now = clock.now()
    until = now - timedelta(days=settings.DELIVERIES_KEPT_DAYS)
    gone = OutgoingDelivery.objects.exclude(state=Departure.PLANNED)
    came = IncomingDelivery.objects.filter(received_at__lt=until, body__isnull=False)
    went = gone.filter(made_at__lt=until).exclude(content={})
    return max(
        _some(came, most).update(body=None, headers={}),
        _some(went, most).update(content={}, answer="", error=""),
        delete_some(IncomingDelivery.objects.filter(received_at__lt=now - ROWS_KEPT), most),
        delete_some(gone.filter(made_at__lt=now - ROWS_KEPT), most),
    )


def _some(over: "QuerySet[Any]", most: int) -> "QuerySet[Any]":
    found: QuerySet[Any] = over.model._default_manager.filter(pk__in=over.order_by().values("pk")[:most])
    return found
