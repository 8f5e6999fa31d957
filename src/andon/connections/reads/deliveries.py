"""What came in and went out by one connection, the newest first, and what became of each; never its content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.connections.models.incoming_delivery import Arrival
from andon.connections.models.outgoing_delivery import Departure
from andon.work.models import DueWork


@dataclass(frozen=True, slots=True)
class Went:
    """`why`: what stands in its way, or what the other side said; `can_replay`: whether its content is kept."""

    delivery: IncomingDelivery | OutgoingDelivery
    lamp: str
    words: str
    at: datetime | None
    why: str
    can_replay: bool


def incoming_of(connection: Connection) -> QuerySet[IncomingDelivery]:
    found = IncomingDelivery.objects.filter(connection=connection).defer("body", "headers")
    return found.annotate(kept=Q(body__isnull=False)).order_by("-received_at", "-id")


def outgoing_of(connection: Connection, *, trouble: bool = False) -> QuerySet[OutgoingDelivery]:
    """`trouble`: those alone that are parked, or failed and are tried again."""
    found = OutgoingDelivery.objects.filter(connection=connection).defer("content")
    found = found.annotate(kept=~Q(content={})).order_by("-made_at", "-id")
    return found.filter(Q(state=Departure.PARKED) | Q(state=Departure.PLANNED, attempts__gt=0)) if trouble else found


def how_they_came(deliveries: Sequence[IncomingDelivery]) -> list[Went]:
    """One query for the errors of those that are still tried."""
    work = {row.key: row for row in _work(one for one in deliveries if one.state == Arrival.WAITING)}
    return [_came(one, work.get(one.work_key)) for one in deliveries]


def how_they_went(deliveries: Iterable[OutgoingDelivery]) -> list[Went]:
    return [_went(one) for one in deliveries]


def _work(deliveries: Iterable[IncomingDelivery]) -> QuerySet[DueWork]:
    return DueWork.objects.filter(key__in=[one.work_key for one in deliveries]).only("key", "error", "parked_at")


def _came(one: IncomingDelivery, work: DueWork | None) -> Went:
    kept: bool = one.kept  # type: ignore[attr-defined]
    match one.state:
        case Arrival.TAKEN:
            return Went(one, "done", _("taken"), one.taken_at, "", kept)
        case Arrival.IGNORED:
            return Went(one, "none", _("left alone"), one.taken_at, one.why, kept)
    if work and work.parked_at:
        return Went(one, "broken", _("parked"), work.parked_at, last_line(work.error), kept)
    if work and work.error:
        return Went(one, "risk", _("failed, is tried again"), None, last_line(work.error), kept)
    return Went(one, "watch", _("waits"), None, "", kept)


def _went(one: OutgoingDelivery) -> Went:
    kept: bool = one.kept  # type: ignore[attr-defined]
    match one.state:
        case Departure.SENT:
            return Went(one, "done", _("accepted"), one.sent_at, one.answer, kept)
        case Departure.PARKED:
            return Went(one, "broken", _("parked"), one.tried_at, _why(one), kept)
    if one.attempts:
        return Went(one, "risk", _("is tried again"), one.next_at, _why(one), kept)
    return Went(one, "watch", _("waits"), one.next_at, "", kept)


def _why(one: OutgoingDelivery) -> str:
    return " ".join(part for part in (one.error, one.answer) if part)


def last_line(error: str) -> str:
    """What a traceback says."""
    lines = error.strip().splitlines()
    return lines[-1][:300] if lines else ""
