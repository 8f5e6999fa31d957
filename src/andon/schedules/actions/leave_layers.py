from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from andon.kit import clock
from andon.people.models import User
from andon.schedules.due import watch_soon
from andon.schedules.facts import MemberLeft
from andon.schedules.layer_in import members_of
from andon.schedules.models import FixedShift, Layer, LayerVersion, Override, Schedule
from andon.schedules.reads.plans import version_plan
from andon.schedules.rules.close_ranks import close_ranks
from andon.schedules.rules.layer import current_turn
from andon.schedules.versions import begin, end_at
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def leave_layers(user: User, schedules: "QuerySet[Schedule]", *, by: Actor) -> None:
    """From now on she has no turn in these schedules, and what she was put in for by hand ends; the past stays.

    The others close ranks: whoever has the turn keeps it, and a turn that was hers alone goes to the next one.
    Repeating it changes nothing.
    """
    now = clock.now()
    versions = LayerVersion.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=now), layer__schedule__in=schedules, members__user=user
    )
    for version in versions.select_related("layer__schedule__team").prefetch_related("members__user").distinct():
        _leave(version, user, now, by)
    for schedule in schedules:
        _end_by_hand(schedule, user, now)
        watch_soon(schedule)


def _leave(version: LayerVersion, user: User, now: datetime, by: Actor) -> None:
    layer, schedule = version.layer, version.layer.schedule
    since = max(now, version.valid_from) if version.valid_from else now
    turn = current_turn(version_plan(version, version.turns, None, None), since)
    turns = close_ranks(version.turns, user, turn)
    _replace(layer, version, turns, since)
    fact = MemberLeft(layer=layer.id, user=user.id, at=since)
    record(fact, subject=schedule.subject, by=by, about=[user.subject, schedule.team.subject])


def _replace(layer: Layer, version: LayerVersion, turns: Sequence[Sequence[User]], since: datetime) -> None:
    """What is planned for later than this version keeps its place."""
    until = version.valid_until
    if until is None:
        end_at(layer, since)
    elif version.valid_from == since:
        LayerVersion.objects.filter(pk=version.pk).delete()
    else:
        LayerVersion.objects.filter(pk=version.pk).update(valid_until=since)
    fresh = LayerVersion(**{name: getattr(version, name) for name in _SAID})
    fresh.layer, fresh.valid_until = layer, until
    begin(fresh, members_of(fresh, turns), since)


_SAID = (
    "priority", "time_zone", "unit", "every", "begins", "at", "advance", "skip_between", "slot_seconds", "days",
    "restrictions", "effective_from", "effective_until",
)  # fmt: skip


def _end_by_hand(schedule: Schedule, user: User, now: datetime) -> None:
    """What has begun ends now, what is to come goes; a replacement of her by somebody else stays."""
    overrides = Override.objects.filter(schedule=schedule, user=user, ends_at__gt=now)
    overrides.filter(starts_at__gte=now).delete()
    overrides.update(ends_at=now)
    shifts = FixedShift.objects.filter(span__schedule=schedule, user=user, ends_at__gt=now)
    shifts.filter(starts_at__gte=now).delete()
    shifts.update(ends_at=now)
