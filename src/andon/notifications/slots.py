"""What this room shows on the screens of others."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.kit.subject import Subject
from andon.people.access import Access


def to_readiness(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """In the head of the screen of who is on call: the way to who can be reached."""
    return {subject: {} for subject in subjects}
