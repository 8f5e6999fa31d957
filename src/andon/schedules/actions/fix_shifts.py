from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean
from andon.people.models import User
from andon.schedules.due import watch_soon
from andon.schedules.facts import ShiftsFixed
from andon.schedules.models import FixedShift, FixedSpan, Schedule
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .override_shift import check_span

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedShiftIn:
    user: User
    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def fix_shifts(
    schedule: Schedule,
    *,
    starts_at: datetime,
    ends_at: datetime,
    shifts: Sequence[FixedShiftIn],
    by: Actor,
    reason: str = "",
) -> FixedSpan:
    """For this time these shifts stand instead of the layers, gaps included. Two such times do not overlap."""
    check_span(starts_at, ends_at)
    if starts_at < clock.now():
        raise Invalid({"starts_at": _("The past stays as it was. Name a time from now on.")})
    if len(shifts) > MOST:
        raise Invalid({"shifts": _("At most 200 shifts.")})
    for place, one in enumerate(shifts):
        check_moment(one.starts_at, f"shifts.{place}.starts_at")
        if not starts_at <= one.starts_at < check_moment(one.ends_at, f"shifts.{place}.ends_at") <= ends_at:
            raise Invalid({f"shifts.{place}.ends_at": _("A shift lies within the time, and ends after it begins.")})
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if schedule.fixed_spans.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Conflict(_("The shifts of a part of this time are fixed already. Take those away first."))
    span = FixedSpan.objects.create(
        schedule=schedule, starts_at=starts_at, ends_at=ends_at, reason=clean(reason, "reason", 200)
    )
    FixedShift.objects.bulk_create(
        FixedShift(span=span, user=one.user, starts_at=one.starts_at, ends_at=one.ends_at) for one in shifts
    )
    fact = ShiftsFixed(span=span.id, starts_at=starts_at, ends_at=ends_at)
    concerned = {one.user.subject for one in shifts}
    record(fact, subject=schedule.subject, by=by, about=[*sorted(concerned), schedule.team.subject])
    watch_soon(schedule)
    return span
