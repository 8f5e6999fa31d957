from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Lower

from andon.alerts.due import miss
from andon.alerts.models import Heartbeat, IntegrationKey
from andon.alerts.rules.event import EventIn
from andon.kit import clock
from andon.kit.secret import digest
from andon.work.plan import Planned, plan_all

from .receive_events import take_events


@dataclass(frozen=True, slots=True)
class PingIn:
    """By the word in the ping address; or by name, with the key of any monitor of the same service."""

    key: str
    name: str = ""


@transaction.atomic
def receive_pings(pings: Sequence[PingIn]) -> list[UUID | None]:
    """Each heartbeat is alive now, and its alert resolved; None where no such heartbeat is expected.

    The next ping is awaited from now. What is planned for the old instant finds that and plans itself anew, so that a
    ping writes one row.
    """
    found = _find(pings)
    now = clock.now()
    # Always in one order: two batches never wait for each other in a circle.
    wanted = {beat for beat in found if beat}
    locked = (
        Heartbeat.objects.select_related("key").select_for_update(of=("self",)).filter(id__in=wanted).order_by("id")
    )
    beats = list(locked)
    late = [beat for beat in beats if beat.late_since]
    unplanned = [beat for beat in beats if beat.due_at is None or beat.late_since]
    for beat in beats:
        beat.last_ping_at, beat.late_since = now, None
        beat.due_at = now + timedelta(minutes=beat.every_minutes)
    Heartbeat.objects.bulk_update(beats, ["last_ping_at", "late_since", "due_at"])
    take_events([(EventIn(routing_key="", action="resolve", dedup_key=str(beat.id)), beat.key) for beat in late])
    plan_all(planned_of(beat) for beat in unplanned)
    alive = {beat.id for beat in beats}
    return [beat if beat in alive else None for beat in found]


def planned_of(beat: Heartbeat) -> Planned:
    """The look at whether its ping has come, at the instant when it must have."""
    return Planned(task=miss, args={"heartbeat": str(beat.id)}, key=f"alerts:heartbeat:{beat.id}", run_at=beat.due_at)


def _find(pings: Sequence[PingIn]) -> list[UUID | None]:
    digests = {digest(ping.key) for ping in pings}
    valid = Heartbeat.objects.filter(key__revoked_at=None)
    own = dict(valid.filter(key__digest__in=digests).values_list("key__digest", "id")) if digests else {}
    named = _by_name(pings)
    return [
        named.get((digest(ping.key), ping.name.lower())) if ping.name else own.get(digest(ping.key)) for ping in pings
    ]


def _by_name(pings: Sequence[PingIn]) -> dict[tuple[str, str], UUID]:
    named = [ping for ping in pings if ping.name]
    if not named:
        return {}
    keys = IntegrationKey.objects.valid().filter(digest__in={digest(ping.key) for ping in named})
    services: dict[UUID, list[str]] = {}
    for key in keys:
        services.setdefault(key.service_id, []).append(key.digest)
    valid = Heartbeat.objects.filter(key__service__in=services, key__revoked_at=None).select_related("key")
    beats = valid.annotate(plain=Lower("name")).filter(plain__in={ping.name.lower() for ping in named})
    return {(text, beat.name.lower()): beat.id for beat in beats for text in services[beat.key.service_id]}
