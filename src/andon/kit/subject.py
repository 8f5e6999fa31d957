"""What a lower room speaks of without knowing it: a kind and a key."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A reference to a row of any room, such as Subject("case", id)."""

    kind: str
    id: UUID

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, key: str) -> Self:
        """The subject of "case:<uuid>"; raises ValueError for anything else."""
        kind, _, text = key.partition(":")
        return cls(kind, UUID(text))

    def __str__(self) -> str:
        return self.key
