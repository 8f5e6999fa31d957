"""Who gets a new case: the least loaded of the available members of its team; nobody, and it stands in the queue.

Available = works here, is not away. Load = new and open cases. Among equals, the one who comes first by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(slots=True)
class Loaded:
    """A member and how much is on her desk."""

    user: UUID
    name: str
    load: int


def pick(members: Iterable[Loaded]) -> Loaded | None:
    """The least loaded; her load grows by the case, so that a batch is spread."""
    chosen = min(members, key=lambda member: (member.load, member.name, member.user), default=None)
    if chosen is not None:
        chosen.load += 1
    return chosen
