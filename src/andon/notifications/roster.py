"""The port for who must be reachable: rooms that summon people say whom they may summon, and for what."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody who can be summoned: by what (`name`, of a schedule or a policy), of which team."""

    user: UUID
    team: UUID | None
    name: str


_rosters: list[Callable[[], list[Post]]] = []


def register_roster(roster: Callable[[], list[Post]]) -> None:
    """At start-up (`ports.py`)."""
    _rosters.append(roster)


def all_posts() -> list[Post]:
    return [post for roster in _rosters for post in roster()]
