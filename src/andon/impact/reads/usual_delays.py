"""How long after the first report others came, in earlier incidents that were over before anything was done."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from andon.impact.rules.fix_verdict import fit_usual
from andon.incidents.models import Incident, IncidentCase

MOST_INCIDENTS = 30
_MINUTE = timedelta(minutes=1)


def usual_delays(incident: Incident) -> dict[float, float] | None:
    """Of the last resolved incidents; None where none had reports enough. Two queries."""
    ended = Incident.objects.filter(status="resolved", first_report_at__isnull=False).exclude(id=incident.id)
    begins: dict[UUID, Any] = dict(ended.order_by("-number").values_list("id", "first_report_at")[:MOST_INCIDENTS])
    links = IncidentCase.objects.filter(incident__in=list(begins), unlinked_at=None)
    rows = links.filter(case__opened_at__lte=F("incident__resolved_at"), case__spam=False)
    times: dict[UUID, list[float]] = defaultdict(list)
    for id, opened in rows.order_by().values_list("incident_id", "case__opened_at"):
        times[id].append(_minutes(begins[id], opened))
    return fit_usual(list(times.values())) or None


def _minutes(begin: datetime, at: datetime) -> float:
    return (at - begin) / _MINUTE
