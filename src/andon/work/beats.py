"""Whether anybody works: each worker says every few seconds which lanes it looks after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from andon.kit import clock

from .lanes import LANES
from .models import DueWork, LaneBeat

EVERY = timedelta(seconds=10)
STILL_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class LaneState:
    """`at` None: no worker ever looked after it. `late`: how much of it is overdue by more than a minute."""

    lane: str
    at: datetime | None
    late: int

    @property
    def stands_still(self) -> bool:
        return self.at is None or clock.wall() - self.at > STILL_AFTER


def beat(lanes: Sequence[str]) -> None:
    """One statement."""
    now = clock.wall()
    LaneBeat.objects.bulk_create(
        [LaneBeat(lane=lane, at=now) for lane in lanes],
        update_conflicts=True,
        unique_fields=["lane"],
        update_fields=["at"],
    )


def lane_states() -> list[LaneState]:
    """All lanes, most urgent first; two queries."""
    beats = dict(LaneBeat.objects.values_list("lane", "at"))
    overdue = DueWork.objects.filter(parked_at=None, run_at__lt=clock.now() - timedelta(minutes=1))
    late = dict(overdue.order_by().values_list("lane").annotate(Count("pk")))
    return [LaneState(lane, beats.get(lane), late.get(lane, 0)) for lane in LANES]


def lanes_that_stand_still() -> list[str]:
    """One that nobody ever looked after counts once something waits in it: not every host takes every lane."""
    return [state.lane for state in lane_states() if state.stands_still and (state.at or state.late)]
