"""What pages of incidents say in a person's own words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from andon.cases.models import Case
from andon.cases.personal import spoken_in
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
    forget_words("incident", incidents_of(contact))


def incidents_of(contact: Contact) -> list[UUID]:
    """Those whose linked cases are hers, or hold what she wrote, also through the case that one was merged into."""
    cases = spoken_in(contact)
    survivors = Case.objects.filter(id__in=cases).exclude(merged_into=None).values("merged_into")
    links = IncidentCase.objects.filter(Q(case__in=cases) | Q(case__in=survivors))
    return list(links.order_by().values_list("incident_id", flat=True).distinct())


def forget_words(kind: str, ids: Iterable[UUID]) -> None:
    """Of the runs of these subjects, and of what was sent for them."""
    runs = list(Escalation.objects.filter(subject_kind=kind, subject_id__in=list(ids)))
    for run in runs:
        run.why = {**run.why, "quotes": []}
    Escalation.objects.bulk_update(runs, ["why"])
    pages = Delivery.objects.filter(subject_kind="escalation", subject_id__in=[run.id for run in runs])
    pages.exclude(state=State.PLANNED).update(text=GONE)
