"""The values that an escalation is made of: its plan, where it stands, and what is decided."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

IDLE, RUNNING, ACKNOWLEDGED, SNOOZED, EXHAUSTED, ENDED = (
    "idle", "running", "acknowledged", "snoozed", "exhausted", "ended",
)  # fmt: skip
NEXT, QUEUE, FALLBACK = "next", "queue", "fallback"
NOBODY, UNFIT = "nobody", "conditions"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a step names, and why her: by which rotation, team or turn. `kind`: person, or a place that is posted to."""

    id: str
    why: str = ""
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Found:
    """What a step names at an instant. `unfit`: its conditions that do not hold; `opens_at`: when somebody will be on
    call, if nobody is."""

    wanted: tuple[Wanted, ...] = ()
    places: tuple[Wanted, ...] = ()
    unfit: tuple[str, ...] = ()
    opens_at: datetime | None = None

    def without(self, people: tuple[str, ...]) -> "Found":
        return replace(self, wanted=tuple(one for one in self.wanted if one.id not in people))


@dataclass(frozen=True, slots=True)
class PlanStep:
    """`needed`: how many must acknowledge. `when_nobody`: next, queue or fallback."""

    wait: timedelta
    needed: int = 1
    when_nobody: str = NEXT


@dataclass(frozen=True, slots=True)
class Plan:
    """`repeat`: passes after the first; `ack_timeout` None: an acknowledgement holds for ever."""

    steps: tuple[PlanStep, ...]
    repeat: int = 0
    ack_timeout: timedelta | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a run stands. `step` fires next; `fired` fired last and summoned `here`; `lap` is the pass, from 0.

    `activation` counts beginnings; `paged` are all it summoned, `heard` those who acknowledged, `declined` those who
    said "not me"; `anybody`: whether this pass summoned somebody; `unfit`: its steps whose conditions did not hold.
    """

    phase: str = IDLE
    activation: int = 0
    lap: int = 0
    step: int = 0
    fired: int = -1
    next_at: datetime | None = None
    last_at: datetime | None = None
    anybody: bool = False
    queued: bool = False
    needed: int = 1
    here: tuple[str, ...] = ()
    paged: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    unfit: tuple[int, ...] = ()

    def is_due(self, at: datetime) -> bool:
        return self.next_at is not None and self.next_at <= at

    @property
    def begins_pass(self) -> bool:
        """Its next pass has not begun: a newer plan may be taken."""
        return self.phase == RUNNING and self.step == 0 and self.fired == -1 and not self.queued


@dataclass(frozen=True, slots=True)
class Fired:
    """These are summoned now. Step -1: nobody was on call in the whole pass, and the fallback is."""

    step: int
    lap: int
    activation: int
    wanted: tuple[Wanted, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """A step that summoned nobody; `why`: nobody, conditions (`words` says which), answered."""

    step: int
    lap: int
    why: str
    words: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Queued:
    """The step waits for the next shift."""

    step: int
    lap: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """An acknowledgement or a snooze is over, and nothing was resolved."""

    was: str


@dataclass(frozen=True, slots=True)
class WentThrough:
    """Every step was taken as often as the plan says, and nobody answered."""


Decision = Fired | Skipped | Queued | Expired | WentThrough
