"""The clocks that run, beside a case: when each is due, or what is left while it is paused."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from andon.kit.subject import Subject
from andon.people.access import Access
from andon.targets.models import Clock
from andon.targets.reads.clocks_of import open_clocks_of
from andon.targets.words import clock_word, length_words
from andon.ui.slots import fill_slot
from andon.ui.templatetags.ui import due_state

from .models import Case
from .rules.priorities import priority_word


def clocks_of_cases(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """Two queries for any number."""
    ids = [subject.id for subject in subjects]
    priorities = dict(Case.objects.filter(id__in=ids).values_list("id", "priority"))
    rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in open_clocks_of(ids, "case"):
        rows[row.subject_id].append(_line(row))
    return {
        subject: {"id": subject.id, "clocks": rows[subject.id], "priority": priority_word(priorities[subject.id])}
        for subject in subjects
        if subject.id in priorities
    }


def _line(row: Clock) -> dict[str, Any]:
    paused = length_words(row.left) if row.left is not None else ""
    state = "broken" if row.missed_at else "watch" if paused else due_state(row.due_at)
    return {"clock": row, "name": clock_word(row.kind), "state": state, "left": paused}


fill_slot("case.context", clocks_of_cases, "cases/_clocks.html", position=10)
