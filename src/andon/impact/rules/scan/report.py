"""What comes in, and what goes out when something seems to be going on."""

from dataclasses import dataclass
from typing import Literal

from numpy import float32
from numpy.typing import NDArray

Level = Literal["watch", "emerging"]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One thing somebody told us. `at` in minutes since any fixed instant; `vector` as the encoder made it.

    `reporter`: who told it, however it reached us. An empty one is one reporter, whoever it was: the unknown do not add
    up. `verified`: we know that this reporter exists, and that it was her.
    """

    id: str
    at: float
    vector: NDArray[float32]
    reporter: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Flag:
    """An issue reached a level: raised once for "watch", once for "emerging".

    `observed` distinct reporters in `scale_minutes`, where `expected` were to be expected; `log_p`, the natural
    logarithm of how likely that many were by chance; `since`, the time of the earliest member; `first`, whether nothing
    was raised of this issue before.
    """

    issue: str
    level: Level
    members: tuple[str, ...]
    observed: int
    expected: float
    scale_minutes: float
    since: float
    log_p: float
    first: bool = True
