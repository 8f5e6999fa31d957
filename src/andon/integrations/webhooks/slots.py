"""What stands on the connection's screen: sending again, and how a receiver checks what it gets."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from andon.connections.models import Connection
from andon.kit import clock
from andon.kit.subject import Subject
from andon.people.access import Access

from .events import SLUG, kinds_of
from .forms import ReplayForm


def replay_form(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """One query."""
    found = Connection.objects.visible_to(access).filter(vendor=SLUG, id__in=[subject.id for subject in subjects])
    begin = timezone.localtime(clock.now() - timedelta(hours=1))
    return {
        one.subject: {"connection": one, "form": ReplayForm(initial={"since": begin}), "count": len(kinds_of(one))}
        for one in found
    }
