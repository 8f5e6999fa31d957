"""How many promises were kept, a week and a team; never a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from andon.kit import clock
from andon.people.access import Access
from andon.people.models import Team
from andon.promises.models import Promise
from andon.promises.rules.wilson import Share, share_of

WEEKS = 12
ROLES = ("agent", "lead", "stakeholder")


@dataclass(frozen=True, slots=True)
class Kept:
    """Of what was due in that time: `late` was made up for after it was broken, `broken` was not (yet)."""

    name: str
    kept: int = 0
    late: int = 0
    broken: int = 0
    moved: int = 0

    @property
    def due(self) -> int:
        return self.kept + self.late + self.broken

    @property
    def share(self) -> Share | None:
        return share_of(self.kept, self.due)


@dataclass(frozen=True, slots=True)
class Figure:
    """`weeks` begin on Mondays, the oldest first, also those without promises."""

    whole: Kept
    weeks: list[tuple[date, Kept]]
    teams: list[Kept]


def promises_kept(access: Access, *, incidents_name: str) -> Figure:
    """What fell due in the last weeks, of the reader's teams (all, for a role everywhere) and of incidents; four
    queries."""
    since = timezone.localtime(clock.now()).date() - timedelta(days=timezone.localtime(clock.now()).weekday())
    first = since - timedelta(weeks=WEEKS - 1)
    found = _counted(access).filter(due_at__date__gte=first, due_at__lte=clock.now())
    weekly = _rows(found.annotate(week=TruncWeek("due_at")).values_list("week"))
    by_week = {moment.date(): kept for moment, kept in weekly.items()}
    days = [first + timedelta(weeks=n) for n in range(WEEKS)]
    named = _rows(found.filter(case__isnull=False).values_list("case__team"))
    updates = _sum(_rows(found.filter(case=None).values_list("state")).values(), incidents_name)
    teams = {team.id: team.name for team in Team.objects.filter(id__in=[one for one in named if one])}
    listed = [_named(kept, teams.get(team, "–")) for team, kept in named.items()]
    return Figure(
        whole=_sum([*named.values(), updates]),
        weeks=[(day, by_week.get(day, Kept(""))) for day in days],
        teams=[*sorted(listed, key=lambda kept: kept.name), *([updates] if updates.due else [])],
    )


def _counted(access: Access) -> "QuerySet[Promise]":
    rows = Promise.objects.exclude(state="withdrawn").exclude(state="open").order_by()
    if access.everywhere(*ROLES):
        return rows
    teams: Iterable[UUID] = access.teams(*ROLES)
    return rows.filter(Q(case__team__in=teams) | Q(case=None))


def _rows(found: "QuerySet[Promise, tuple[Any, ...]]") -> dict[Any, Kept]:
    counted = found.annotate(
        kept=Count("id", filter=Q(state="kept")),
        late=Count("id", filter=Q(state="broken", answered_at__isnull=False)),
        broken=Count("id", filter=Q(state="broken", answered_at=None)),
        moved=Count("id", filter=Q(moved_count__gt=0)),
    )
    rows: dict[Any, Kept] = defaultdict(lambda: Kept(""))
    for key, *numbers in counted:
        rows[key] = Kept("", *numbers)
    return rows


def _named(kept: Kept, name: str) -> Kept:
    return Kept(name, kept.kept, kept.late, kept.broken, kept.moved)


def _sum(rows: Iterable[Kept], name: str = "") -> Kept:
    found = list(rows)
    return Kept(name, *(sum(getattr(one, name) for one in found) for name in ("kept", "late", "broken", "moved")))
