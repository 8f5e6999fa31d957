"""What this room shows on the screens of lower rooms."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.kit.subject import Subject
from andon.people.access import Access

from .reads.gaps import runs_that_found_nobody, services_without_policy, unheard_runs
from .reads.policies_of_schedules import policies_of_schedules

Shown = Mapping[Subject, Mapping[str, Any]]


def policies(subjects: Sequence[Subject], access: Access) -> Shown:
    """Below who is on call for a schedule: what she is paged for, and who comes after her."""
    found = policies_of_schedules([subject.id for subject in subjects])
    return {subject: {"policies": found.get(subject.id, [])} for subject in subjects}


def loud(subjects: Sequence[Subject], access: Access) -> Shown:
    """Above everything on the screen of who is on call: where a page reached nobody, or would."""
    context = {
        "unheard": unheard_runs(access),
        "found_nobody": runs_that_found_nobody(access),
        "without_policy": services_without_policy(),
        "may_settle": access.has("administrator", "lead"),
    }
    return dict.fromkeys(subjects, context) if any(context.values()) else {}
