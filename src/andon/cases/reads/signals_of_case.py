from collections.abc import Sequence

from andon.cases.models import Case
from andon.people.access import Access
from andon.signals.models import Signal


def signals_of_case(homes: Sequence[Case], access: Access) -> list[Signal]:
    """What the case, and those merged into it, were opened from, as far as the reader may see it.

    One query, none for cases that came otherwise.
    """
    opened = [home.id for home in homes if home.channel == "signal"]
    if not opened:
        return []
    found = Signal.objects.visible_to(access).filter(became_kind="case", became_id__in=opened)
    return sorted(found, key=lambda signal: opened.index(signal.became_id))  # type: ignore[arg-type]  # became one
