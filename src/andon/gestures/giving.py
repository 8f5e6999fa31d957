"""The parts that all moves of a gesture share: its case held first, and what its facts are about."""

from andon.cases.holding import held, survivor_among
from andon.cases.models import Case
from andon.kit.subject import Subject

from .models import Gesture


def locked(gesture: Gesture) -> tuple[Gesture, Case]:
    """As it is now, with the case through which it is read; both held."""
    home = Case(pk=Gesture.objects.values_list("case_id", flat=True).get(pk=gesture.pk))
    case = survivor_among(home, held(home))
    rows = Gesture.objects.select_for_update(of=("self",)).select_related("kind", "obligation", "case")
    return rows.get(pk=gesture.pk), case


def about(gesture: Gesture, case: Case) -> list[Subject]:
    return [gesture.subject, *case.live_about]
