"""What people decided of late, as the floors learn from it."""

from datetime import timedelta

from andon.kit import clock

from .models import Suggestion
from .rules.floors import Verdict, floor_of
from .rules.kinds import ACCEPTED, DISMISSED, DUPLICATE, LINK, RELATED, UNDONE
from .rules.links import FLOOR as LINK_FLOOR
from .rules.pairs import FLOOR, SURE

LOOKED_BACK, MOST = timedelta(days=90), 2000
USUAL = {RELATED: FLOOR, DUPLICATE: SURE, LINK: LINK_FLOOR}


def floors() -> dict[str, float]:
    """Per kind from where on it is shown; one query."""
    decided = Suggestion.objects.filter(
        decided_at__gte=clock.now() - LOOKED_BACK, state__in=(ACCEPTED, DISMISSED, UNDONE)
    )
    rows = list(decided.order_by("-decided_at").values_list("kind", "score", "state")[:MOST])
    return {
        kind: floor_of([Verdict(score, state == ACCEPTED) for of, score, state in rows if of == kind], usual)
        for kind, usual in USUAL.items()
    }
