"""The scan's one writer: whoever hears reports or decides on issues holds this row until the commit."""

from django.db.models import F

from andon.kit.subject import Subject

from .models import ScanState

SCAN = Subject.parse("emerging_scan:00000000-0000-0000-0000-000000000006")


def lock_scan() -> ScanState:
    """Inside a transaction. Each holder sees what the last one wrote."""
    ScanState.objects.get_or_create(id=1)
    return ScanState.objects.select_for_update().get(id=1)


def note_decision() -> None:
    """People decided: what workers remember is behind."""
    ScanState.objects.filter(id=1).update(decisions=F("decisions") + 1)
