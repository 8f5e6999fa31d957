"""When X happened, do Y. Reactions are due work: in order per subject and lane, at least once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.kit.rooms import room_of
from andon.work import lanes
from andon.work.tasks import task

from .facts import type_of
from .models import RecordedFact


@dataclass(frozen=True, slots=True)
class Reaction:
    """`do` calls one action of the room that lists the reaction; it may be called again with the same fact."""

    when: type
    do: Callable[[RecordedFact], None]
    lane: str = lanes.BACKGROUND

    @property
    def name(self) -> str:
        return f"{room_of(self.do.__module__)}.{self.do.__name__}"


_by_kind: dict[str, dict[str, Reaction]] = defaultdict(dict)


def register_reactions(reactions: Iterable[Reaction]) -> None:
    """Called once per room at start-up with the table of its `reactions.py`."""
    for reaction in reactions:
        _by_kind[type_of(reaction.when).kind][reaction.name] = reaction


def reactions_to(kind: str) -> list[Reaction]:
    return list(_by_kind[kind].values()) if kind in _by_kind else []


@task("timeline.react")
def react(*, at: str, id: str, reaction: str) -> None:
    """Run one reaction to one fact; a reaction that no room lists any more is dropped."""
    fact = RecordedFact.objects.get(at=datetime.fromisoformat(at), id=UUID(id))
    if found := _by_kind[fact.kind].get(reaction):
        found.do(fact)
