"""What this room holds about a person: why her cases were escalated, and what was said to it."""

from typing import Any

from andon.customers.models import Contact
from andon.kit.subject import Subject
from andon.notifications.forgetting import forget_told
from andon.paging.models import Escalation
from andon.paging.rules.why import Why

from .models import CaseEscalation, EscalationNote

GONE = "—"


def export(contact: Contact) -> list[dict[str, Any]]:
    return [
        {
            "at": one.asked_at.isoformat(),
            "kind": one.kind.name,
            "state": one.state,
            "reason": one.reason,
            "notes": [note.text for note in one.notes.all()],
            "answer": one.answer,
            "result": one.result,
        }
        for one in CaseEscalation.objects.filter(case__contact=contact).related().prefetch_related("notes")
    ]


def erase(contact: Contact) -> None:
    """The words go, those of the pages and of notices too; that it was escalated, when, and how it ended stays."""
    hers = CaseEscalation.objects.filter(case__contact=contact)
    EscalationNote.objects.filter(escalation__in=hers).update(text=GONE)
    runs = {one.called_for for one in hers.only("id", "called_with")}
    hers.update(reason=GONE)
    hers.exclude(answer="").update(answer=GONE)
    hers.exclude(result="").update(result=GONE)
    forget_told("case_escalation", hers.values_list("id", flat=True))
    _forget_pages(runs)


def _forget_pages(subjects: set[Subject]) -> None:
    ids = [subject.id for subject in subjects]
    runs = Escalation.objects.filter(subject_kind="case_escalation", subject_id__in=ids)
    runs.update(why=Why(headline=GONE).stored())
    forget_told("escalation", runs.values_list("id", flat=True))
