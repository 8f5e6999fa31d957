"""What this room shows on the screens of lower rooms."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.kit.subject import Subject
from andon.people.access import Access

from .models import ChangeEvent

MOST = 5


def changes_of_service(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """On a service: what was changed of late."""
    ids = [subject.id for subject in subjects]
    newest = ChangeEvent.objects.visible_to(access).filter(service__in=ids).order_by("-at", "-id")
    found = {id: list(newest.filter(service=id)[:MOST]) for id in ids}
    return {subject: {"changes": found[subject.id]} for subject in subjects}
