"""The objects of events as the API shows them, for endpoints that want them: one query a kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from ninja import Schema

from andon.alerts.api import AlertOut
from andon.alerts.models import Alert
from andon.cases.models import Case
from andon.cases.shapes import CaseOut
from andon.incidents.models import Incident
from andon.incidents.schemas import IncidentOut
from andon.kit.subject import Subject
from andon.people.access import nobody

# Outside eyes: what an answer shows to roles alone stays empty.
_ASKED = {"request": SimpleNamespace(access=nobody())}
_SHOWN: Mapping[str, tuple[Callable[[Sequence[UUID]], Iterable[Any]], type[Schema]]] = {
    "case": (lambda ids: Case.objects.filter(id__in=ids), CaseOut),
    "incident": (lambda ids: Incident.objects.filter(id__in=ids), IncidentOut),
    "alert": (lambda ids: Alert.objects.filter(id__in=ids), AlertOut),
}


def represent(subjects: Iterable[Subject]) -> dict[Subject, dict[str, Any]]:
    """What is there to be shown; others are left out."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for subject in subjects:
        ids[subject.kind].add(subject.id)
    return {
        Subject(kind, row.id): shape.model_validate(row, context=_ASKED).model_dump(mode="json")
        for kind, (find, shape) in _SHOWN.items()
        if ids[kind]
        for row in find(list(ids[kind]))
    }
