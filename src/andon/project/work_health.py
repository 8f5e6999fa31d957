"""Whether work goes on, as any process can tell from the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from andon.kit import clock
from andon.work.beats import LaneState, lane_states
from andon.work.models import AuditState

_LATE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class WorkHealth:
    """`lanes` with their last sign of life; the last audit; the last call of the dead man's switch."""

    lanes: list[LaneState]
    audit_at: datetime | None
    orphans: list[dict[str, Any]]
    called_at: datetime | None
    call_error: str

    @property
    def still(self) -> list[str]:
        return [state.lane for state in self.lanes if state.stands_still]

    @property
    def standing(self) -> list[dict[str, Any]]:
        """Orphans that could not be mended."""
        return [orphan for orphan in self.orphans if not orphan["repaired"]]

    @property
    def audit_is_late(self) -> bool:
        return self.audit_at is None or clock.wall() - self.audit_at > _LATE

    @property
    def last_beat(self) -> datetime | None:
        return max((state.at for state in self.lanes if state.at), default=None)

    @property
    def word(self) -> str:
        if self.still:
            return "still"
        return "orphans" if self.standing or self.audit_is_late else "ok"


def work_health() -> WorkHealth:
    """Three queries."""
    found = AuditState.objects.filter(id=1).first() or AuditState()
    return WorkHealth(lane_states(), found.at, found.orphans, found.called_at, found.call_error)
