"""What this room holds about a person: that she was one of those who told something."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.signals.models import Signal
from andon.signals.personal import GONE
from andon.work.plan import plan

from .due import forget_reporters
from .models import Report


def export(contact: Contact) -> list[dict[str, Any]]:
    hers = Report.objects.filter(reporter=_key(contact)).exclude(issue=None).select_related("issue").order_by("at")
    return [{"at": one.at.isoformat(), "issue": one.issue.ref} for one in hers if one.issue]


def erase(contact: Contact) -> None:
    """That somebody told it stays, who it was goes; also from signals that came before we knew that it was she."""
    told = Q(reporter=_key(contact))
    told |= Q(reporter__startswith="author:", subject_kind="signal", subject_id__in=_nameless())
    if Report.objects.filter(told).update(reporter=f"erased:{new_id()}"):
        # Elsewhere the scan is locked before incidents' runs, which an erasure holds by now: so it is done afterwards.
        plan(forget_reporters, {}, key="emerging.forget_reporters")


def _nameless() -> "QuerySet[Signal, UUID]":
    """Signals whose author is gone, whoever she was: by then they name nobody any more."""
    return Signal.objects.filter(text=GONE, author_email="", author_handle="").values_list("id", flat=True)


def _key(contact: Contact) -> str:
    return f"contact:{contact.id}"
