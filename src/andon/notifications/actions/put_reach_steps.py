from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.notifications.models import ContactMethod, ReachStep
from andon.notifications.rules.reach import URGENCIES
from andon.people.models import User

MOST = 10
LONGEST_WAIT = 24 * 60


@dataclass(frozen=True, slots=True)
class StepIn:
    """`method` None: the address she signs in with."""

    wait_minutes: int
    method: ContactMethod | None = None


@transaction.atomic
def put_reach_steps(user: User, *, urgency: str, steps: Sequence[StepIn]) -> list[ReachStep]:
    """Reach her so at this urgency: these ways, each so many minutes after the notice. None: as is usual.

    Repeating it changes nothing; a personal preference: no fact.
    """
    if urgency not in URGENCIES:
        raise Invalid({"urgency": _("Choose high or low.")})
    for step in steps:
        _check(user, step)
    if len(steps) > MOST:
        raise Invalid({"steps": _("At most %(most)s steps.") % {"most": MOST}})
    User.objects.select_for_update().get(pk=user.pk)
    ReachStep.objects.filter(user=user, urgency=urgency).delete()
    ordered = sorted(steps, key=lambda step: step.wait_minutes)
    return ReachStep.objects.bulk_create(
        [
            ReachStep(user=user, urgency=urgency, position=position, wait_minutes=step.wait_minutes, method=step.method)
            for position, step in enumerate(ordered)
        ]
    )


def _check(user: User, step: StepIn) -> None:
    if not 0 <= step.wait_minutes <= LONGEST_WAIT:
        raise Invalid({"steps": _("Wait between 0 and %(most)s minutes.") % {"most": LONGEST_WAIT}})
    if step.method is not None and (step.method.user_id != user.id or not step.method.is_used):
        raise Invalid({"steps": _("Choose a way that is yours and verified.")})
