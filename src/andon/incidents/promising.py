"""A promised next update has its wake-up, planned in the transaction that makes the promise; what is over has none."""

from andon.kit import clock
from andon.work.plan import cancel, plan

from .models import Incident
from .rules.update_ladder import next_rung_at, rung_reached


def key_of(incident: Incident) -> str:
    return f"incidents:update:{incident.pk}"


def plan_promise(incident: Incident) -> None:
    """After the promise was made, changed or taken back, and after the incident ended or began again. A rung that is
    reached already is taken at once, unless it is the last: a promise long past wakes nobody."""
    from .due import note_update_due

    promised, now = incident.next_update_at, clock.now()
    at = None
    if promised is not None and incident.is_standing:
        at = next_rung_at(promised, now)
        if at is not None and rung_reached(promised, now):
            at = now
    if at is None:
        cancel(key_of(incident))
    else:
        plan(note_update_due, {"incident": str(incident.pk)}, key=key_of(incident), run_at=at)
