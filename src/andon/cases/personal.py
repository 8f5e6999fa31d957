"""What this room holds about a person."""

from typing import Any

from django.db.models import Q

from andon.customers.models import Contact

from .models import Case, Merge, Participant, StepTried


def export(contact: Contact) -> list[dict[str, Any]]:
    return [
        {
            "case": case.ref,
            "title": case.title,
            "status": case.status,
            "opened_at": case.opened_at.isoformat(),
            "order_number": case.order_number,
            "steps_tried": [step.what for step in case.steps_tried.all()],
        }
        for case in Case.objects.filter(contact=contact).prefetch_related("steps_tried").order_by("number")
    ]


def erase(contact: Contact) -> None:
    """Her words go; that there was a case, when, and how it ended stays."""
    hers = Case.objects.filter(contact=contact)
    StepTried.objects.filter(case__in=hers).update(what="—", result="", by_name="")
    Merge.objects.filter(Q(case__in=hers) | Q(into__in=hers)).exclude(why="").update(why="—")
    hers.update(title="—", order_number="", close_note="", snapshot={})
    Participant.objects.filter(contact=contact).delete()
    Participant.objects.filter(address__in=contact.points.values("value")).delete()
