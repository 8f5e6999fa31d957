from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts import CasePolicyChanged
from andon.cases.models import CasePolicy
from andon.cases.rules.priorities import checked_priorities
from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record

SUBJECT = Subject("case_policy", UUID(int=1))


@transaction.atomic
def change_policy(
    *,
    reminder_days: Sequence[int],
    auto_close_days: int,
    default_team: Team | None,
    by: Actor,
    merge_undo_days: int = 7,
    priorities: Sequence[str] | None = None,
) -> CasePolicy:
    """How cases are run from now on. `priorities` None leaves them. The same again changes nothing.

    When answers are due stands with the targets.
    """
    if any(day < 1 or day >= auto_close_days for day in reminder_days):
        raise Invalid({"reminder_days": _("Reminders come after the first day and before the case closes.")})
    policy, _made = CasePolicy.objects.select_for_update().get_or_create(id=1)
    wanted = {
        "priorities": checked_priorities(priorities) if priorities is not None else policy.priorities,
        "reminder_days": sorted(set(reminder_days)),
        "auto_close_days": auto_close_days,
        "merge_undo_days": merge_undo_days,
        "default_team": default_team,
    }
    changed = [field for field, value in wanted.items() if getattr(policy, field) != value]
    for field in changed:
        setattr(policy, field, wanted[field])
    if changed:
        policy.save(update_fields=changed)
        record(CasePolicyChanged(fields=changed), subject=SUBJECT, by=by)
    return policy
