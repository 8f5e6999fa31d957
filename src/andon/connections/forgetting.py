"""Contents hold what people wrote: they are kept some days for replays, then only that something came or went."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from andon.kit import clock
from andon.work.models import DueWork
from andon.work.plan import plan

from .models import IncomingDelivery, OutgoingDelivery
from .models.outgoing_delivery import Departure

_KEY = "connections.forget_contents"
# For as long as a vendor could still repeat a delivery, and figures are asked for.
ROWS_KEPT = timedelta(days=180)
_planned_on: date | None = None


def forget_contents() -> None:
    """Bodies, headers and answers go after the days that are set; the rows that are left go after half a year."""
    now = clock.now()
    until = now - timedelta(days=settings.DELIVERIES_KEPT_DAYS)
    IncomingDelivery.objects.filter(received_at__lt=until, body__isnull=False).update(body=None, headers={})
    gone = OutgoingDelivery.objects.exclude(state=Departure.PLANNED)
    gone.filter(made_at__lt=until).exclude(content={}).update(content={}, answer="", error="")
    IncomingDelivery.objects.filter(received_at__lt=now - ROWS_KEPT).delete()
    gone.filter(made_at__lt=now - ROWS_KEPT).delete()


def plan_forgetting(*, again: bool = False) -> None:
    """Once a day; asked for with each delivery, looked up once a day and process."""
    from .due import forget_contents as task

    today = clock.wall().date()
    if _planned_on == today and not again:
        return
    if again or not DueWork.objects.filter(key=_KEY).exists():
        plan(task, {}, key=_KEY, run_at=clock.now() + timedelta(days=1))
    transaction.on_commit(lambda: _note(today))


def _note(day: date) -> None:
    global _planned_on
    _planned_on = day
