"""The steps of one call to a vendor; each commits on its own, around the call. The engine is that of due work.

A row of due work per delivery, in the delivery's order. What fails plans the same row again: it keeps its place, so
that the next of its order waits. What is given up is parked here, visibly, and the next one goes on.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from andon.kit import clock
from andon.kit.errors import Refused
from andon.kit.http import NoAnswer, NotFound
from andon.timeline.actor import Actor
from andon.work.lanes import CALL
from andon.work.plan import Planned, plan_all

from .live_secrets import live_secrets
from .models import Connection, OutgoingDelivery
from .models.outgoing_delivery import Departure
from .rules.patience import FAILURES_BEFORE_REST, GIVES_UP_AFTER, asked_for, rest_of, wait_of
from .seats import seat
from .vendor import Answer, TryLater, Vendor, WillNot, find_vendor

SYSTEM = Actor.system("connections")
ANSWER_KEPT = 500
# While one call finds out whether a resting connection answers again, the others wait.
_ONE_TRIES = timedelta(seconds=45)
_NOTED_EVERY = timedelta(minutes=1)
_log = logging.getLogger(__name__)


def plan_sending(outgoing: list[OutgoingDelivery]) -> None:
    """Plan their calls; in the transaction of the change."""
    from .due import send_out

    plan_all(
        Planned(
            task=send_out,
            args={"id": str(one.id)},
            key=one.work_key,
            run_at=one.next_at,
            order=f"connections|{one.order}",
            lane=one.lane,
        )
        for one in outgoing
    )


def plan_what_waits(connection: Connection) -> None:
    """All that is planned, now, in its order."""
    waiting = list(OutgoingDelivery.objects.filter(connection=connection, state=Departure.PLANNED).order_by("id"))
    for one in waiting:
        one.next_at = None
    OutgoingDelivery.objects.filter(connection=connection, state=Departure.PLANNED).update(next_at=None)
    plan_sending(waiting)


def send(id: str) -> None:
    """Make one attempt, and note what became of it; in the lane of calls when the connection has a seat there."""
    found = OutgoingDelivery.objects.filter(id=id, state=Departure.PLANNED).only("connection", "lane").first()
    if found is None:
        return
    if found.lane != CALL:
        _try(id)
        return
    with seat(found.connection_id, found.work_key) as seated:
        if seated:
            _try(id)


def _try(id: str) -> None:
    outgoing = _begin(id)
    if outgoing is None:
        return
    connection, vendor = outgoing.connection, find_vendor(outgoing.connection.vendor)
    if vendor is None:
        _park(outgoing, "nothing here speaks with this vendor any more", None)
        return
    answer: Answer | None = None
    try:
        answer = vendor.deliver(outgoing, connection, live_secrets(connection), clock.wall())
        vendor.judge(answer, outgoing)
    except WillNot as never:
        _park(outgoing, str(never), answer, stop=never.stop)
    except (TryLater, NoAnswer, NotFound) as error:
        _again(outgoing, vendor, _words(error), answer, _asked(error, answer))
    except Refused as refused:
        _park(outgoing, refused.message, answer)
    except Exception as error:  # noqa: BLE001
        # A fault of ours; it is tried again because an upgrade may mend it.
        _log.exception("a call of %s failed", vendor.slug)
        _again(outgoing, vendor, f"a fault here: {type(error).__name__}", answer, None)
    else:
        _sent(outgoing, vendor, answer)


@transaction.atomic
def _begin(id: str) -> OutgoingDelivery | None:
    """None when there is nothing to send (any more), or not just now."""
    found = OutgoingDelivery.objects.select_for_update(of=("self",)).select_related("connection")
    outgoing = found.filter(id=id, state=Departure.PLANNED).first()
    if outgoing is None or outgoing.connection.is_paused:
        # Resuming plans it again.
        return None
    now = clock.now()
    if (rests := _rests(outgoing.connection, now)) is not None:
        outgoing.next_at = rests
        outgoing.save(update_fields=["next_at"])
        plan_sending([outgoing])
        return None
    outgoing.attempts += 1
    outgoing.tried_at, outgoing.next_at = now, None
    outgoing.save(update_fields=["attempts", "tried_at", "next_at"])
    return outgoing


def _rests(connection: Connection, now: datetime) -> datetime | None:
    """Until when; None for the one that goes now. After a rest a single call goes ahead."""
    if connection.resting_until and connection.resting_until > now:
        return connection.resting_until
    if connection.failures < FAILURES_BEFORE_REST:
        return None
    mine = Connection.objects.filter(pk=connection.pk, resting_until=connection.resting_until)
    return None if mine.update(resting_until=now + _ONE_TRIES) else now + _ONE_TRIES


@transaction.atomic
def _sent(outgoing: OutgoingDelivery, vendor: Vendor, answer: Answer) -> None:
    now = clock.now()
    outgoing.state, outgoing.sent_at, outgoing.error = Departure.SENT, now, ""
    _note_answer(outgoing, answer)
    outgoing.save(update_fields=["state", "sent_at", "error", "status", "answer", "content"])
    vendor.sent(outgoing, outgoing.connection, answer)
    _note_success(outgoing.connection, now)


def _note_success(connection: Connection, now: datetime) -> None:
    """Written when it tells something new: calls at once would otherwise wait for each other at this row."""
    well = {"failures": 0, "failing_since": None, "resting_until": None, "last_out_at": now}
    mine = Connection.objects.filter(pk=connection.pk)
    if mine.filter(failures__gte=FAILURES_BEFORE_REST).update(**well):
        _end_rest(connection)
    else:
        long_ago = Q(last_out_at=None) | Q(last_out_at__lt=now - _NOTED_EVERY)
        mine.filter(long_ago | Q(failures__gt=0)).update(**well)


def _end_rest(connection: Connection) -> None:
    """What waited for the connection's rest goes now; what is under way is left alone."""
    waiting = OutgoingDelivery.objects.filter(connection=connection, state=Departure.PLANNED, next_at__gt=clock.now())
    rows = list(waiting.select_for_update(skip_locked=True).order_by("id")[:5000])
    for row in rows:
        row.next_at = None
    OutgoingDelivery.objects.bulk_update(rows, ["next_at"], batch_size=1000)
    plan_sending(rows)


@transaction.atomic
def _again(
    outgoing: OutgoingDelivery, vendor: Vendor, why: str, answer: Answer | None, asked: timedelta | None
) -> None:
    now = clock.now()
    connection = Connection.objects.select_for_update().get(pk=outgoing.connection_id)
    _note_failure(connection, why, asked, now)
    if now - outgoing.patient_since >= vendor.patience:
        _park(outgoing, why, answer)
        return
    outgoing.error, outgoing.next_at = why[:2000], now + max(wait_of(outgoing.attempts), asked or timedelta())
    _note_answer(outgoing, answer)
    outgoing.save(update_fields=["error", "next_at", "status", "answer", "content"])
    plan_sending([outgoing])


def _note_failure(connection: Connection, why: str, asked: timedelta | None, now: datetime) -> None:
    connection.failures += 1
    connection.failing_since = connection.failing_since or now
    rest = max(rest_of(connection.failures), asked or timedelta())
    connection.resting_until = now + rest if rest else None
    connection.last_error, connection.last_error_at = why[:2000], now
    connection.save(update_fields=["failures", "failing_since", "resting_until", "last_error", "last_error_at"])
    if now - connection.failing_since >= GIVES_UP_AFTER:
        _stop(connection, "failing")


@transaction.atomic
def _park(outgoing: OutgoingDelivery, why: str, answer: Answer | None, *, stop: bool = False) -> None:
    """Stand aside, visibly. The connection itself answered, so it does not rest."""
    outgoing.state, outgoing.error, outgoing.next_at = Departure.PARKED, why[:2000], None
    _note_answer(outgoing, answer)
    outgoing.save(update_fields=["state", "error", "next_at", "status", "answer", "content"])
    Connection.objects.filter(pk=outgoing.connection_id).update(last_error=why[:2000], last_error_at=clock.now())
    if stop:
        _stop(outgoing.connection, "refused")


def _stop(connection: Connection, why: str) -> None:
    from .actions.pause_connection import pause_connection

    pause_connection(connection, by=SYSTEM, why="failing" if why == "failing" else "refused")


def _note_answer(outgoing: OutgoingDelivery, answer: Answer | None) -> None:
    outgoing.status = answer.status if answer else None
    text = answer.body[: 4 * ANSWER_KEPT].decode("utf-8", "replace") if answer else ""
    outgoing.answer = text.replace("\0", "\ufffd")[:ANSWER_KEPT]


def _asked(error: Exception, answer: Answer | None) -> timedelta | None:
    if isinstance(error, TryLater) and error.after is not None:
        return error.after
    header = answer.headers.get("retry-after", "") if answer else ""
    return asked_for(header, clock.wall()) if header else None


def _words(error: Exception) -> str:
    return error.message if isinstance(error, Refused) else str(error)
