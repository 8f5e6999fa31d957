"""Whom a step summons, and who would be next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.kit import clock
from andon.paging.models import Escalation, Step
from andon.people.models import User
from andon.schedules.reads.who_is_on_call import duties


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


def steps_of(run: Escalation) -> list[Step]:
    return list(run.policy.steps.prefetch_related("targets__schedule", "targets__user"))


def people_of(step: Step) -> list[User]:
    """The active people that the step names, and whoever is on call for its schedules now."""
    schedules = [target.schedule for target in step.targets.all() if target.schedule]
    named = [target.user for target in step.targets.all() if target.user and target.user.is_active]
    on_call = [duty.user for duty in duties(schedules, days=0) if duty.user] if schedules else []
    return list(dict.fromkeys([*named, *on_call]))


def is_gone_through(run: Escalation, steps: Sequence[Step]) -> bool:
    """Whether its policy has been gone through as often as it says, and as somebody asked for."""
    return run.turn >= len(steps) * (1 + run.policy.repeat + run.again)


def who_is_next(run: Escalation) -> Next | None:
    """None when the run is over or its policy has been gone through."""
    steps = steps_of(run)
    if run.state == "ended" or is_gone_through(run, steps):
        return None
    return Next(people_of(steps[run.turn % len(steps)]), run.next_at)
