"""When this installation was last backed up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.kit import clock
from andon.project.facts import BackupFailed, BackupMade
from andon.project.the_installation import INSTALLATION
from andon.timeline.facts import type_of
from andon.timeline.models import RecordedFact

_LATE = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class LastBackup:
    """`failed_at` is set only when the newest try failed."""

    made_at: datetime | None
    file: str
    bytes: int
    failed_at: datetime | None

    @property
    def is_late(self) -> bool:
        return self.made_at is None or clock.now() - self.made_at > _LATE


def last_backup() -> LastBackup:
    """One query."""
    made_kind, failed_kind = type_of(BackupMade).kind, type_of(BackupFailed).kind
    newest = (
        RecordedFact.objects.filter(
            subject_kind=INSTALLATION.kind, subject_id=INSTALLATION.id, kind__in=(made_kind, failed_kind)
        )
        .order_by("kind", "-at")
        .distinct("kind")
    )
    by_kind = {fact.kind: fact for fact in newest}
    made, failed = by_kind.get(made_kind), by_kind.get(failed_kind)
    failed_last = failed is not None and (made is None or failed.at > made.at)
    return LastBackup(
        made_at=made.at if made else None,
        file=made.body.file if made else "",
        bytes=made.body.bytes if made else 0,
        failed_at=failed.at if failed and failed_last else None,
    )
