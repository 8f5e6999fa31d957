from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from andon.kit import clock
from andon.meaning.actions.search_by_meaning import KEPT_FOR
from andon.meaning.models import Search
from andon.meaning.readable import Shown, find_readable
from andon.people.access import Access
from andon.work.beats import lane_states
from andon.work.lanes import SEARCH


@dataclass(frozen=True, slots=True)
class Found:
    """`kind` and how it is shown; `similarity` is the cosine."""

    kind: str
    shown: Shown
    similarity: float


def newest_search(access: Access, text: str) -> Search | None:
    """Her last one with these words that is not forgotten yet; one query."""
    hers = Search.objects.visible_to(access).filter(text=" ".join(text.split()), asked_at__gt=clock.now() - KEPT_FOR)
    return hers.order_by("-asked_at").first()


def found_by(
    search: Search, access: Access, *, kinds: Collection[str] = (), besides: Collection[UUID] = ()
) -> list[Found]:
    """What the reader may see of it now, best first; a fixed number of queries a kind. `besides`: shown already."""
    found = []
    for kind, hits in search.found.items():
        readable = find_readable(kind)
        if readable is None or not hits or (kinds and kind not in kinds):
            continue
        shown = readable.shown_of([UUID(id) for id, _similarity in hits], access)
        found += [Found(kind, shown[UUID(id)], near) for id, near in hits if UUID(id) in shown]
    fresh = {one.shown.id: one for one in reversed(found) if one.shown.id not in besides}
    return sorted(fresh.values(), key=lambda one: (-one.similarity, one.shown.id))


def nobody_answers() -> bool:
    return any(state.lane == SEARCH and state.stands_still for state in lane_states())
