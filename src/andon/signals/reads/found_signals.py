"""The signals of a filter."""

from dataclasses import dataclass

from andon.people.access import Access
from andon.signals.models import Signal
from andon.signals.models.signal import Signals
from andon.signals.rules.lifecycle import STATUSES
from andon.signals.rules.rating import HIGH, LOW, MIDDLE
from andon.signals.rules.sources import SOURCES

LEVELS = (LOW, MIDDLE, HIGH, "none")
MOST_SOURCES = 200


@dataclass(frozen=True, slots=True)
class SignalFilter:
    """What is empty or not understood chooses nothing."""

    source: str = ""
    rating: str = ""
    status: str = ""
    words: str = ""


def found_signals(access: Access, chosen: SignalFilter) -> Signals:
    """Those that the reader may see; unordered."""
    found = Signal.objects.visible_to(access).select_related("contact__account")
    if chosen.source:
        found = found.filter(source=chosen.source)
    if chosen.rating in LEVELS:
        found = found.rated(chosen.rating)
    if chosen.status in STATUSES:
        found = found.filter(status=chosen.status)
    words = chosen.words.strip()[:100].replace("\0", "")
    return found.with_words(words) if words else found


def known_sources() -> list[str]:
    """Those that everybody has, and those that signals came from; one query."""
    came = Signal.objects.order_by("source").values_list("source", flat=True).distinct()[:MOST_SOURCES]
    return [*SOURCES, *(source for source in came if source not in SOURCES)]
