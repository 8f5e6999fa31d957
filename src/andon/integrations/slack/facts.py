from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SlackChannelAsked:
    """`rule`: by the connection's rule, not by a person."""

    connection: UUID
    rule: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SlackChannelMade:
    """`channel`: its id over there."""

    connection: UUID
    channel: str
