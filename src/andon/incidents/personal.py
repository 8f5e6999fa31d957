"""What pages of incidents say in a person's own words."""

from typing import Any

from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.customers.models import Contact
from andon.paging.models import Escalation

from .models import IncidentCase

GONE = "—"


def export(contact: Contact) -> list[dict[str, Any]]:
    """Nothing that her cases do not hold."""
    return []


def erase(contact: Contact) -> None:
    """Her words go from the runs of incidents that her cases were linked to, and from the pages that went out; what is
    about to go out goes, for somebody must hear of the incident."""
    hers = IncidentCase.objects.filter(case__in=Case.objects.filter(contact=contact)).values("incident_id")
    runs = list(Escalation.objects.filter(subject_kind="incident", subject_id__in=hers))
    for run in runs:
        run.why = {**run.why, "quotes": []}
    Escalation.objects.bulk_update(runs, ["why"])
    pages = Delivery.objects.filter(subject_kind="escalation", subject_id__in=[run.id for run in runs])
    pages.exclude(state=State.PLANNED).update(text=GONE)
