"""What engineers asked about cases: still waiting, and answered."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from andon.cases.models import Case
from andon.questions.models import Ask


def asks_of_cases(cases: Iterable[UUID]) -> dict[UUID, list[Ask]]:
    """Per case those that count, of what was merged into it too, oldest first; one query."""
    homes = Case.objects.with_homes(cases).order_by()
    found: dict[UUID, list[Ask]] = defaultdict(list)
    for ask in Ask.objects.counting().filter(case__in=homes).related():
        found[ask.through.id].append(ask)
    return found
