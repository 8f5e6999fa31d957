"""When the reports of an incident are looked at: soon after each change, and each minute while it stands; and when
a blast radius is found: some seconds after reports were added, so that ten at once cost one.

A minute is enough: what is drawn is drawn anew by each screen; only what it says is kept.
"""

from datetime import UTC, datetime, timedelta

from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.subject import Subject
from andon.work.plan import cancel, plan

EVERY = timedelta(minutes=1)
TOGETHER = timedelta(seconds=10)
QUIET = timedelta(minutes=30)
"""Where nobody has reported for a day."""


def look_soon(incident: Incident) -> None:
    """In the transaction of the change."""
    look_in(incident, timedelta())


def look_in(incident: Incident, span: timedelta) -> None:
    from .due import look_at_reports

    plan(look_at_reports, {"incident": str(incident.id)}, key=key_of(incident), run_at=clock.now() + span)


def find_soon(subject: Subject) -> None:
    """In the transaction that adds a report. What comes within the same ten seconds is found together."""
    from .due import find_whom

    now = clock.now()
    begun = int(now.timestamp() // TOGETHER.total_seconds()) + 1
    at = datetime.fromtimestamp(begun * TOGETHER.total_seconds(), UTC)
    plan(find_whom, {"subject": subject.key}, key=f"impact.radius:{subject.key}", run_at=at)


def look_no_more(incident: Incident) -> None:
    cancel(key_of(incident))


def key_of(incident: Incident) -> str:
    return f"impact.curve:{incident.id}"
