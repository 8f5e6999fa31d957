from dataclasses import dataclass

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedWorkTriedAgain:
    """`tasks`: their names, each once."""

    count: int
    tasks: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpPutAway:
    """An administrator needs the list of what to set up no longer."""
