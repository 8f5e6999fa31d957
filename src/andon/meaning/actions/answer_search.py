from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.kit.subject import Subject
from andon.meaning.facts import SearchAnswered
from andon.meaning.index.cache import cache_here
from andon.meaning.living_models import US
from andon.meaning.loaded import encode, encoder_of
from andon.meaning.models import Search
from andon.meaning.readable import Readable, find_readable, readable_kinds
from andon.people.access import Access, access_of, access_of_token
from andon.people.models import ApiToken, User
from andon.timeline.actor import Actor
from andon.timeline.record import record

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MOST = 20
_PAGE, _MOST_LOOKED_AT = 200, 5000
_ABOVE_USUAL = 1.5
"""Standard deviations by which a text is nearer than others are as a rule; less is not worth showing."""
_FEW = 30
"""Of fewer nobody can say what is usual; all are shown that share anything."""


def answer_search(id: UUID) -> None:
    """Store what is nearest to a search, as far as the asker may see it, and let her screen know. Only in workers."""
    search = Search.objects.filter(id=id, answered_at=None).first()
    if search is None:
        return
    found = _found(search.text, _access(Actor.parse(search.asked_by)))
    with transaction.atomic():
        held = Search.objects.select_for_update().filter(id=id, answered_at=None).first()
        if held is None:
            return
        held.found, held.answered_at = found, clock.now()
        held.save(update_fields=["found", "answered_at"])
        asker = Actor.parse(held.asked_by).user_id
        about = [Subject("user", asker)] if asker else []
        record(SearchAnswered(count=sum(map(len, found.values()))), subject=held.subject, by=US, about=about)


def _found(text: str, access: Access) -> dict[str, list[tuple[str, float]]]:
    vector = _vector(text)
    if vector is None:
        return {}
    readables = [one for kind in readable_kinds() if (one := find_readable(kind)) is not None]
    return {one.kind: list(_of_kind(one, vector, access)) for one in readables}


def _vector(text: str) -> "NDArray[numpy.float32] | None":
    with cache_here() as cache:
        model = cache.model if cache else None
    encoder = encoder_of(model.id) if model else None
    return encode(encoder, [text])[0] if encoder else None


def _of_kind(readable: Readable, vector: "NDArray[numpy.float32]", access: Access) -> Iterator[tuple[str, float]]:
    """What she may not see makes room for the next."""
    shown: set[UUID] = set()
    looked_at = 0
    while looked_at < _MOST_LOOKED_AT:
        with cache_here() as cache:
            near = cache.nearest(vector, [readable.kind], max(_PAGE, 2 * looked_at)) if cache else []
            least = _least(cache.usual(vector, readable.kind)) if cache else 1.0
        hits = [(subject.id, similarity) for subject, similarity in near[looked_at:] if similarity >= least]
        seen = readable.shown_of([id for id, _similarity in hits], access)
        for id, similarity in hits:
            if id in seen and seen[id].id not in shown:
                shown.add(seen[id].id)
                yield str(id), round(similarity, 4)
                if len(shown) == MOST:
                    return
        if len(hits) < len(near) - looked_at or len(near) < max(_PAGE, 2 * looked_at):
            return
        looked_at = len(near)


def _least(usual: tuple[float, float, int]) -> float:
    mean, deviation, count = usual
    return mean + _ABOVE_USUAL * deviation if count >= _FEW else 0.05


def _access(actor: Actor) -> Access:
    """As of now: what she may see may have changed since she asked."""
    if actor.kind == "integration":
        token = ApiToken.objects.select_related("user").filter(id=actor.id).first()
        return access_of_token(token) if token else Access(actor)
    user = User.objects.filter(id=actor.user_id).first() if actor.user_id else None
    return access_of(user) if user else Access(actor)
