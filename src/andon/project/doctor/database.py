"""The database, what waits in it, and the clock."""

from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection

from andon.kit import clock
from andon.project.backups.last import last_backup
from andon.project.backups.programs import server_major
from andon.project.first_start import pending_migrations
from andon.project.work_health import work_health
from andon.work.clock import read_clock
from andon.work.models import DueWork

from .finding import Finding

_OLDEST_SERVER = 15
_LATE = timedelta(minutes=2)


def database() -> list[Finding]:
    """Everything that only a database can tell; a single finding when there is none."""
    try:
        major = server_major()
    except DatabaseError as error:
        first_line = str(error).strip().partition("\n")[0]
        remedy = "Is Andon running (`andon up`)? Is DATABASE_URL right?"
        return [Finding("ill", "Database", f"does not answer: {first_line}", remedy)]
    if major < _OLDEST_SERVER:
        remedy = f"Andon needs PostgreSQL {_OLDEST_SERVER} or newer."
        return [Finding("ill", "Database", f"answers; PostgreSQL {major} is too old", remedy)]
    found = [Finding("well", "Database", f"answers; PostgreSQL {major}")]
    if pending := pending_migrations():
        said = f"{len(pending)} migrations are missing, the first is {pending[0]}"
        return [*found, Finding("ill", "Tables", said, "Run `andon upgrade`.")]
    found.append(Finding("well", "Tables", "of this version"))
    return [*found, *_clock(), *_work(), _audit(), _backup()]


def _audit() -> Finding:
    """Whether somebody works in every lane, and whether all that waits will be woken."""
    health = work_health()
    if health.still:
        said = f"nobody looks after {', '.join(health.still)}"
        return Finding("ill", "Workers", said, "Start `andon up`, or `andon worker`.")
    if health.standing:
        first = health.standing[0]
        said = f"{len(health.standing)} pieces that wait have no wake-up, such as {first['what']}: {first['why']}"
        return Finding("ill", "Audit", said, "Look at Settings, Parked work, and at the log.")
    if health.audit_is_late:
        return Finding("ill", "Audit", "nobody has looked for what is forgotten for minutes", "Restart the worker.")
    return Finding("well", "Audit", "all that waits will be woken; a worker looks after every lane")


def _clock() -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    apart = abs((theirs.astimezone(UTC) - clock.wall()).total_seconds())
    read_clock()
    shift = clock.current_shift()
    found = [
        Finding("well", "Clock", "this machine and the database agree")
        if apart < 2
        else Finding("ill", "Clock", f"this machine and the database are {apart:.0f} s apart", "Set both by NTP.")
    ]
    if shift is not None:
        said = f"Andon's own time is shifted: it says {clock.now():%Y-%m-%d %H:%M} UTC"
        found.append(Finding("look", "Clock", said, "Right for a demo, wrong for anything else."))
    return found


def _work() -> list[Finding]:
    parked = DueWork.objects.exclude(parked_at=None).count()
    late = DueWork.objects.filter(parked_at=None, lease=None, run_at__lt=clock.now() - _LATE).count()
    return [
        Finding("well", "Work", "nothing waits too long")
        if not late
        else Finding(
            "ill", "Work", f"{late} pieces wait longer than two minutes", "Does a worker run (`andon worker`)?"
        ),
        Finding("well", "Parked work", "none")
        if not parked
        else Finding("ill", "Parked work", f"{parked} pieces failed too often", "See Settings, Parked work."),
    ]


def _backup() -> Finding:
    last = last_backup()
    remedy = "Make one with `andon backup FILE`; `andon up` makes one every night."
    if last.failed_at:
        return Finding("ill", "Backup", f"the last try failed, {last.failed_at:%Y-%m-%d %H:%M} UTC", "See the log.")
    if last.made_at is None:
        return Finding("look", "Backup", "none yet", remedy)
    said = f"the last is from {last.made_at:%Y-%m-%d %H:%M} UTC, {last.bytes / 1_000_000:.1f} MB"
    return Finding("look", "Backup", said, remedy) if last.is_late else Finding("well", "Backup", said)
