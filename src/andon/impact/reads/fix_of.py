"""Since when an incident should be over: its last fix, else when it was said that it hurts no more."""

from datetime import datetime

from andon.impact.models import Fix
from andon.incidents.facts import IncidentReopened
from andon.incidents.models import Incident
from andon.timeline.facts import type_of
from andon.timeline.models import RecordedFact


def fixes_of(incident: Incident) -> list[Fix]:
    """Those that were not taken back, oldest first."""
    return list(Fix.objects.filter(incident=incident, taken_back_at=None).select_related("by"))


def fixed_at(incident: Incident) -> datetime | None:
    """A fix from before it was reopened did not hold, and counts no more. Two queries."""
    reopened = RecordedFact.objects.filter(
        subject_kind="incident", subject_id=incident.id, kind=type_of(IncidentReopened).kind
    )
    again = reopened.order_by("-at").values_list("at", flat=True).first()
    fixes = Fix.objects.filter(incident=incident, taken_back_at=None)
    if again:
        fixes = fixes.filter(at__gt=again)
    last = fixes.order_by("-at").values_list("at", flat=True).first()
    return last or incident.mitigated_at
