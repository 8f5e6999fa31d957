"""Who would be summoned next in a run, if nobody answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.kit import clock
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules.run_shapes import Found
from andon.paging.rules.snapshot import plan_of
from andon.paging.running import find_people, state_of
from andon.people.models import User


@dataclass(frozen=True, slots=True)
class Next:
    """Who is summoned when nobody answers, and when; no `people`: nobody is on call then."""

    people: list[User]
    at: datetime | None

    @property
    def left(self) -> timedelta | None:
        """None when it is due now, or waits for somebody to ask for it."""
        left = self.at - clock.now() if self.at else timedelta()
        return left if left > timedelta() else None

    @property
    def names(self) -> str:
        return ", ".join(user.name.split()[0] for user in self.people)


def who_is_next(run: Escalation) -> Next | None:
    """None when the run is over or its policy has been gone through."""
    state, plan = state_of(run), plan_of(run.plan)
    last_pass = state.lap >= plan.repeat
    if run.state in (State.ENDED, State.EXHAUSTED) or (state.step >= len(plan.steps) and last_pass):
        return None
    find = find_people(run)
    begins = state.step >= len(plan.steps)
    for step in range(0 if begins else state.step, len(plan.steps)):
        found: Found = find(plan, step, state).without((*state.heard, *state.declined))
        if found.wanted and not found.unfit:
            return Next([find.people[one.id] for one in found.wanted], run.next_at)
    return Next([], run.next_at)
