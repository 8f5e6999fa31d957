"""What this room holds about a person."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.meaning.actions.forget import forget
from andon.notifications.forgetting import forget_told

from .models import BulkItem, CarriedMessage, Case, Draft, Merge, Participant, ProposedCopy, StepTried


def export(contact: Contact) -> list[dict[str, Any]]:
    return [
        {
            "case": case.ref,
            "title": case.title,
            "status": case.status,
            "opened_at": case.opened_at.isoformat(),
            "order_number": case.order_number,
            "fields": case.fields,
            "steps_tried": [step.what for step in case.steps_tried.all()],
        }
        for case in Case.objects.filter(contact=contact).prefetch_related("steps_tried").order_by("number")
    ]


def erase(contact: Contact) -> None:
    """Her words go; that there was a case, when, and how it ended stays."""
    hers = Case.objects.filter(contact=contact)
    forget("case", spoken_in(contact))
    StepTried.objects.filter(case__in=hers).update(what="—", result="", by_name="")
    Merge.objects.filter(Q(case__in=hers) | Q(into__in=hers)).exclude(why="").update(why="—")
    hers.update(title="—", order_number="", fields={}, close_note="", snapshot={})
    Draft.objects.filter(case__in=hers).delete()
    forget_told("case", hers.values_list("id", flat=True))
    BulkItem.objects.filter(case__in=hers).update(shown="", why="", undo={})
    Participant.objects.filter(contact=contact).delete()
    for model in (Participant, ProposedCopy):
        model.objects.filter(address__in=contact.points.values("value")).delete()
    ProposedCopy.objects.filter(case__in=hers).delete()


def spoken_in(contact: Contact) -> list[UUID]:
    """Her cases, and those of others in which she wrote."""
    wrote = Message.objects.filter(author_kind="contact", author_id=str(contact.id), thread__subject_kind="case")
    carried = CarriedMessage.objects.filter(message__in=wrote)
    said = Q(contact=contact) | Q(id__in=wrote.values("thread__subject_id")) | Q(id__in=carried.values("case_id"))
    return list(Case.objects.filter(said).order_by().values_list("id", flat=True))
