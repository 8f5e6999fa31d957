"""Whom a step summons, and who would be next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from andon.kit import clock
from andon.paging.models import Escalation, Step
from andon.people.models import Membership, User
from andon.schedules.reads.people_on_call import people_on_call

AT_WORK = ("agent", "responder", "lead")


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
    return list(run.policy.steps.prefetch_related("targets__schedule", "targets__user", "targets__team"))


def people_of(step: Step) -> list[User]:
    """The active people that the step names, whoever is on call for its schedules now, and its teams at work."""
    targets = list(step.targets.all())
    schedules = [target.schedule for target in targets if target.schedule]
    named = [target.user for target in targets if target.user and target.user.is_active]
    on_call = [user for people in people_on_call(schedules, clock.now()).values() for user in people]
    teams = people_at_work({target.team_id for target in targets if target.team_id})
    return list(dict.fromkeys([*named, *on_call, *(user for members in teams.values() for user in members)]))


def people_at_work(teams: Collection[UUID]) -> dict[UUID, list[User]]:
    """By team, those who work in it; who only reads along is not woken. One query, none without a team."""
    found: dict[UUID, list[User]] = {team: [] for team in teams}
    if teams:
        held = Membership.objects.filter(team__in=teams, role__in=AT_WORK, user__is_active=True)
        for membership in held.select_related("user").order_by("user__name", "user_id"):
            if membership.team_id and membership.user not in found[membership.team_id]:
                found[membership.team_id].append(membership.user)
    return found


def is_gone_through(run: Escalation, steps: Sequence[Step]) -> bool:
    """Whether its policy has been gone through as often as it says, and as somebody asked for."""
    return run.turn >= len(steps) * (1 + run.policy.repeat + run.again)


def who_is_next(run: Escalation) -> Next | None:
    """None when the run is over or its policy has been gone through."""
    steps = steps_of(run)
    if run.state == "ended" or is_gone_through(run, steps):
        return None
    return Next(people_of(steps[run.turn % len(steps)]), run.next_at)
