"""Who acts."""

from dataclasses import dataclass
from typing import Literal, Self, cast, get_args
from uuid import UUID

ActorKind = Literal["person", "contact", "integration", "policy", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A kind and an id; the id of a system actor is the name of a room."""

    kind: ActorKind
    id: str

    @classmethod
    def person(cls, id: UUID) -> Self:
        return cls("person", str(id))

    @classmethod
    def contact(cls, id: UUID) -> Self:
        return cls("contact", str(id))

    @classmethod
    def integration(cls, id: UUID) -> Self:
        return cls("integration", str(id))

    @classmethod
    def policy(cls, id: UUID) -> Self:
        return cls("policy", str(id))

    @classmethod
    def system(cls, room: str) -> Self:
        return cls("system", room)

    @classmethod
    def parse(cls, key: str) -> Self:
        """The actor of "person:<uuid>"; raises ValueError for an unknown kind."""
        kind, _, id = key.partition(":")
        if kind not in get_args(ActorKind):
            raise ValueError(f"unknown kind of actor {kind!r}")
        return cls(cast("ActorKind", kind), id)

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def user_id(self) -> UUID | None:
        """The id of the person, else None."""
        return UUID(self.id) if self.kind == "person" else None
