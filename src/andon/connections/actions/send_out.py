from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from andon.connections.models import Connection, OutgoingDelivery
from andon.connections.outbox import plan_sending
from andon.kit import clock
from andon.kit.subject import Subject
from andon.work.lanes import CALL


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingIn:
    """`key` makes twice impossible within the connection. `content`: what the vendor's class needs to make the call.
    `order` "" is the connection's own: one call at a time; name a narrower one where only that must keep its order."""

    connection: Connection
    key: str
    kind: str
    subject: Subject
    content: Mapping[str, Any]
    order: str = ""
    lane: str = CALL
    not_before: datetime | None = None


@transaction.atomic
def send_out(given: Sequence[OutgoingIn]) -> list[OutgoingDelivery]:
    """Enter calls into the outbox and plan them; a key that is there already is not sent again. Those that are new, in
    order. A paused connection's wait until it goes on."""
    rows = [_row(one) for one in given]
    OutgoingDelivery.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    entered = set(OutgoingDelivery.objects.filter(id__in=[row.id for row in rows]).values_list("id", flat=True))
    new = [row for row in rows if row.id in entered]
    plan_sending(new)
    return new


def _row(given: OutgoingIn) -> OutgoingDelivery:
    now = clock.now()
    order = f"{given.connection.pk}|{given.order}" if given.order else str(given.connection.pk)
    return OutgoingDelivery(
        connection=given.connection,
        key=given.key,
        kind=given.kind,
        subject_kind=given.subject.kind,
        subject_id=given.subject.id,
        order=order,
        lane=given.lane,
        content=dict(given.content),
        made_at=now,
        patient_since=now,
        next_at=given.not_before,
    )
