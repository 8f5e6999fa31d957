"""How many of our promises we kept, by clock, policy and team; and clocks paused although the customer had answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q

from andon.kit import clock
from andon.people.access import Access
from andon.people.models import Team
from andon.targets.models import Clock
from andon.targets.models.clock import DROPPED, MET
from andon.targets.subjects import Shown
from andon.targets.words import clock_word

from .forecast import seen_clocks, shown_of

DAYS, MOST = 30, 500


@dataclass(frozen=True, slots=True)
class Kept:
    """Of the clocks that began within the days: `met` in time, `missed` whether or not they have ended."""

    kind: str
    policy: str
    team: str
    met: int
    missed: int
    running: int

    @property
    def clock(self) -> str:
        return clock_word(self.kind)

    @property
    def percent(self) -> str:
        """Of what is decided; "" where nothing is yet."""
        decided = self.met + self.missed
        return f"{100 * self.met / decided:.1f}" if decided else ""

    @property
    def row(self) -> list[object]:
        """As the screen and the CSV both say it."""
        return [self.clock, self.policy, self.team, self.met, self.missed, self.running, self.percent]


@dataclass(frozen=True, slots=True)
class Idle:
    clock: Clock
    shown: Shown

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=self.clock.idle_seconds)


def kept_promises(access: Access, *, days: int = DAYS) -> list[Kept]:
    """Two queries."""
    since = clock.now() - timedelta(days=days)
    decided = seen_clocks(access).filter(began_at__gte=since).exclude(state=DROPPED, missed_at=None)
    rows = (
        decided.order_by()
        .values_list("kind", "policy__name", "team_id")
        .annotate(
            met=Count("id", filter=Q(state=MET, missed_at=None)),
            missed=Count("id", filter=Q(missed_at__isnull=False)),
            running=Count("id", filter=Q(missed_at=None) & ~Q(state=MET)),
        )
    )
    teams = _teams()
    found = [
        Kept(kind, policy or "", teams.get(team, "") if team else "", met, missed, running)
        for kind, policy, team, met, missed, running in rows
    ]
    return sorted(found, key=lambda one: (one.policy, one.team, one.kind))


def idle_clocks(access: Access, *, days: int = DAYS) -> Sequence[Idle]:
    """The longest first; a few queries."""
    since = clock.now() - timedelta(days=days)
    found = seen_clocks(access).filter(idle_seconds__gt=0, began_at__gte=since).order_by("-idle_seconds", "id")
    rows = list(found[:MOST])
    shown = shown_of(rows)
    return [Idle(row, shown[row.subject_id]) for row in rows if row.subject_id in shown]


def _teams() -> dict[UUID, str]:
    return dict(Team.objects.values_list("id", "name"))
