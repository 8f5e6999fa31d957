"""What this room shows on cases and incidents: one call for all subjects, one query where nothing is suggested."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.kit.subject import Subject
from andon.people.access import Access

from .reads.related_cases import related_cases
from .reads.suggested import Suggested, suggested_of_case, suggested_of_target
from .reads.there_is import there_is
from .rules.kinds import DUPLICATE, LINK, RELATED

Fragments = Mapping[Subject, Mapping[str, Any]]
READS = ("agent", "lead", "responder")
MOST_RELATED, MOST_DECIDED = 5, 5


def notice_of_case(subjects: Sequence[Subject], access: Access) -> Fragments:
    """Above a case: of which other it is likely the same matter, and which incident it looks like; the surest each."""
    shown = {}
    for subject in subjects:
        waiting = [one for one in _suggested(subject, access) if one.suggestion.is_open]
        first = [next((one for one in waiting if one.suggestion.kind == kind), None) for kind in (LINK, DUPLICATE)]
        if any(first):
            shown[subject] = {"link": first[0], "duplicate": first[1]}
    return shown


def of_case(subjects: Sequence[Subject], access: Access) -> Fragments:
    """Beside a case: the others that say the same, those that belong together with it, and what was decided."""
    return {subject: found for subject in subjects if (found := _of_case(subject, access))}


def _of_case(subject: Subject, access: Access) -> dict[str, Any]:
    suggested = _suggested(subject, access)
    _some, is_related = _there_is(subject, access)
    related = related_cases(subject.id, access) if is_related else []
    if not suggested and not related:
        return {}
    waiting = [one for one in suggested if one.suggestion.is_open]
    alike = [one for one in waiting if one.suggestion.kind in (RELATED, DUPLICATE)][:MOST_RELATED]
    others = [one for one in waiting if one.suggestion.kind == LINK][1:]
    decided = [one for one in suggested if not one.suggestion.is_open and one.suggestion.how != "relate"]
    decided.sort(key=lambda one: str(one.suggestion.decided_at), reverse=True)
    return {
        "case": subject,
        "related": related,
        "alike": alike,
        "others": others,
        "decided": decided[:MOST_DECIDED],
        "may_decide": any(one.may_decide for one in suggested) or (bool(related) and access.has("agent", "lead")),
    }


def of_incident(subjects: Sequence[Subject], access: Access) -> Fragments:
    """On an incident: the cases that look like it."""
    if not access.has(*READS):
        return {}
    found = {subject: suggested_of_target(subject, access) for subject in subjects}
    return {
        subject: {"target": subject, "cases": cases, "workable": [one for one in cases if one.may_decide]}
        for subject, cases in found.items()
        if cases
    }


def _there_is(subject: Subject, access: Access) -> tuple[bool, bool]:
    return access.once((there_is, subject.id), lambda: there_is([subject.id]))


def _suggested(subject: Subject, access: Access) -> list[Suggested]:
    """Asked once for all places of a screen."""
    if not access.has(*READS) or not _there_is(subject, access)[0]:
        return []
    return access.once((suggested_of_case, subject.id), lambda: suggested_of_case(subject.id, access))
