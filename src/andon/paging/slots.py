"""What this room shows on the screens of lower rooms."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.alerts.models import Alert
from andon.kit.subject import Subject
from andon.people.access import Access

from .reads.alerts_paged import Answer, answers_to_alerts
from .reads.gaps import runs_that_found_nobody, services_without_policy, unheard_runs
from .reads.my_pages import my_pages
from .reads.policies_of_schedules import policies_of_schedules
from .reads.who_was_paged import who_was_paged

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
    }
    return dict.fromkeys(subjects, context) if any(context.values()) else {}


def acts_on_call(subjects: Sequence[Subject], access: Access) -> Shown:
    """In the head of the screen of who is on call: the way to the pages."""
    may_open = access.has("agent", "responder", "lead", "administrator")
    return {subject: {} for subject in subjects if may_open}


def pages_of_reader(subjects: Sequence[Subject], access: Access) -> Shown:
    """Below how somebody is reached: what she was paged for."""
    hers = [subject for subject in subjects if subject.kind == "user" and subject.id == access.user_id]
    return {subject: {"pages": my_pages(subject.id, access), "reader": subject} for subject in hers}


def row_of_alert(subjects: Sequence[Subject], access: Access) -> Shown:
    """Beside an alert in the list: who has it, or who is awaited."""
    return {subject: {"answer": answer} for subject, answer in _answers(subjects).items()}


def section_of_alert(subjects: Sequence[Subject], access: Access) -> Shown:
    """On an alert: who was paged for it, and how each message went."""
    answers = _answers(subjects)
    paged = who_was_paged([answer.run for answer in answers.values()])
    return {subject: {"answer": answer, "paged": paged[answer.run.id]} for subject, answer in answers.items()}


def subject_of_page(subjects: Sequence[Subject], access: Access) -> Shown:
    """What a page is about, where that is an alert."""
    ids = [subject.id for subject in subjects if subject.kind == "alert"]
    alerts = Alert.objects.visible_to(access).in_bulk(ids) if ids else {}
    return {Subject("alert", id): {"alert": alert} for id, alert in alerts.items()}


def _answers(subjects: Sequence[Subject]) -> dict[Subject, Answer]:
    found = answers_to_alerts([subject.id for subject in subjects])
    return {subject: found[subject.id] for subject in subjects if subject.id in found}
