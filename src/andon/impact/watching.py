"""When the reports of an incident are looked at: soon after each change, and each minute while it stands.

A minute is enough: what is drawn is drawn anew by each screen; only what it says is kept.
"""

from datetime import timedelta

from andon.incidents.models import Incident
from andon.kit import clock
from andon.work.plan import cancel, plan

EVERY = timedelta(minutes=1)
QUIET = timedelta(minutes=30)
"""Where nobody has reported for a day."""


def look_soon(incident: Incident) -> None:
    """In the transaction of the change."""
    look_in(incident, timedelta())


def look_in(incident: Incident, span: timedelta) -> None:
    from .due import look_at_reports

    plan(look_at_reports, {"incident": str(incident.id)}, key=key_of(incident), run_at=clock.now() + span)


def look_no_more(incident: Incident) -> None:
    cancel(key_of(incident))


def key_of(incident: Incident) -> str:
    return f"impact.curve:{incident.id}"
