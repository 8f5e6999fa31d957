from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.notifications.actions.withdraw_notices import withdraw_notices
from andon.people.models import Membership, User
from andon.people.models.membership import Role
from andon.schedules.facts import GapAhead, GapClosed
from andon.schedules.models import Gap, Schedule
from andon.schedules.notices import GAP, Told, tell
from andon.schedules.rules.final import Watch, gaps
from andon.schedules.words import gap_words
from andon.timeline.actor import Actor
from andon.timeline.record import record

AHEAD = timedelta(days=14)
SYSTEM = Actor.system("schedules")


@transaction.atomic
def warn_of_gaps(schedule: Schedule, watches: Sequence[Watch[User]]) -> None:
    """Tell the team's leads of each gap among these watches, once; note those that were closed since.

    `watches` begin now. A gap that is longer or shorter by now, or runs already, is the one that was warned of.
    """
    now = clock.now()
    known = list(schedule.gaps.select_for_update().filter(closed_at=None, ends_at__gt=now))
    stood = {gap.id: (gap.starts_at, gap.ends_at) for gap in known}
    seen: set[UUID] = set()
    for found in gaps(watches):
        same = [gap for gap in known if stood[gap.id][0] < found.end and found.start < stood[gap.id][1]]
        if not same:
            _warn(schedule, found)
        elif same[0].id in seen:
            # What was one gap is several by now: each is known already.
            Gap.objects.create(schedule=schedule, starts_at=found.start, ends_at=found.end, warned_at=same[0].warned_at)
        else:
            _move(same[0], found)
        seen |= {gap.id for gap in same}
    for gap in known:
        if gap.id not in seen:
            gap.closed_at = now
            gap.save(update_fields=["closed_at"])
            withdraw_notices(gap.subject, kind=GAP)
            record(GapClosed(gap=gap.id), subject=schedule.subject, by=SYSTEM, about=[schedule.team.subject])


def _move(gap: Gap, found: Watch[User]) -> None:
    starts = min(gap.starts_at, found.start) if found.start <= clock.now() else found.start
    if (gap.starts_at, gap.ends_at) != (starts, found.end):
        gap.starts_at, gap.ends_at = starts, found.end
        gap.save(update_fields=["starts_at", "ends_at"])


def _warn(schedule: Schedule, found: Watch[User]) -> None:
    gap = Gap.objects.create(schedule=schedule, starts_at=found.start, ends_at=found.end, warned_at=clock.now())
    fact = GapAhead(gap=gap.id, starts_at=found.start, ends_at=found.end)
    record(fact, subject=schedule.subject, by=SYSTEM, about=[schedule.team.subject])
    leads = _leads(schedule)
    words = [(lead, gap_words(schedule, lead, found.start, found.end)) for lead in leads]
    tell(GAP, gap.subject, [Told(f"gap:{gap.id}", lead, *said) for lead, said in words])


def _leads(schedule: Schedule) -> list[User]:
    """Of its team; without any those who lead everywhere."""
    found = (
        Membership.objects.filter(role=Role.LEAD, user__is_active=True).select_related("user").order_by("user__name")
    )
    own = [one.user for one in found.filter(team=schedule.team)]
    return own or [one.user for one in found.filter(team=None)]
