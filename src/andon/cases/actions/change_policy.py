from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts import CasePolicyChanged
from andon.cases.models import CasePolicy
from andon.customers.models.account import Tier
from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST_MINUTES = 100_000
SUBJECT = Subject("case_policy", UUID(int=1))


@transaction.atomic
def change_policy(
    *,
    answer_minutes: Mapping[str, int],
    reminder_days: Sequence[int],
    auto_close_days: int,
    default_team: Team | None,
    by: Actor,
    merge_undo_days: int = 7,
) -> CasePolicy:
    """How cases are run from now on; what is due already stays due then. The same again changes nothing."""
    if unknown := [tier for tier in answer_minutes if tier not in Tier.values]:
        raise Invalid({"answer_minutes": _("There is no tier “%(tier)s”.") % {"tier": unknown[0][:40]}})
    if any(not 1 <= minutes <= MOST_MINUTES for minutes in answer_minutes.values()):
        raise Invalid({"answer_minutes": _("From one minute to %(most)s.") % {"most": MOST_MINUTES}})
    if any(day < 1 or day >= auto_close_days for day in reminder_days):
        raise Invalid({"reminder_days": _("Reminders come after the first day and before the case closes.")})
    policy, _made = CasePolicy.objects.select_for_update().get_or_create(id=1)
    wanted = {
        "answer_minutes": dict(answer_minutes),
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
