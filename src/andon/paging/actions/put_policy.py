from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.rules.slugs import check_slug
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.paging.facts import PolicyPut
from andon.paging.models import Policy, Step, StepTarget
from andon.people.models import Team, User
from andon.schedules.models import Schedule
from andon.timeline.actor import Actor
from andon.timeline.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class StepIn:
    targets: Sequence[Schedule | User | Team]
    wait_minutes: int = 5


@transaction.atomic
def put_policy(*, slug: str, name: str, team: Team, steps: Sequence[StepIn], by: Actor, repeat: int = 2) -> Policy:
    """Add a policy, or replace the steps of the one of the same slug; runs under way go on with the new steps."""
    if not steps or any(not step.targets for step in steps):
        raise Invalid({"steps": _("A policy needs a step, and each step somebody to page.")})
    if any(not 1 <= step.wait_minutes <= 1440 for step in steps):
        raise Invalid({"wait_minutes": _("Wait from 1 to 1440 minutes.")})
    if not 0 <= repeat <= 10:
        raise Invalid({"repeat": _("It begins again from 0 to 10 times.")})
    policy, _made = Policy.objects.update_or_create(
        slug=check_slug(slug),
        defaults={"name": clean(name, "name", 120, required=True), "team": team, "repeat": repeat},
    )
    policy.steps.all().delete()
    for position, given in enumerate(steps):
        step = Step.objects.create(policy=policy, position=position, wait_minutes=given.wait_minutes)
        StepTarget.objects.bulk_create(_target(step, target) for target in given.targets)
    record(PolicyPut(slug=policy.slug), subject=policy.subject, by=by, about=[team.subject])
    return policy


def _target(step: Step, whom: Schedule | User | Team) -> StepTarget:
    match whom:
        case Schedule():
            return StepTarget(step=step, schedule=whom)
        case User():
            return StepTarget(step=step, user=whom)
        case Team():
            return StepTarget(step=step, team=whom)
