"""What the doctor finds: one line for people, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

State = Literal["well", "look", "ill"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`look`: works, but somebody should know. `ill`: something does not work."""

    state: State
    what: str
    said: str
    remedy: str = ""
