from django.db import transaction

from andon.cases.clocks import DUE, know_again
from andon.cases.facts import HandOverTakenBack
from andon.cases.models import Case
from andon.people.models import Team, User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_hand_over_back(case: Case, *, owner: User | None, team: Team | None, by: Actor) -> Case:
    """Put a case where it stood before its last hand-over, which then counts no more. Where it stands already, nothing
    changes; an owner who no longer works here does not get it back."""
    (case,) = Case.objects.locked(case)
    owner = owner if owner and owner.is_active else None
    if (case.owner_id, case.team_id) == (owner.id if owner else None, team.id if team else None):
        return case
    before = case.live_about
    case.owner, case.team = owner, team
    case.hand_over_count = max(case.hand_over_count - 1, 0)
    know_again([case])
    case.save(update_fields=["owner", "team", "hand_over_count", *DUE])
    back = HandOverTakenBack(to_user=case.owner_id, to_team=case.team_id, count=case.hand_over_count)
    record(back, subject=case.subject, by=by, about=list(dict.fromkeys([*before, *case.live_about])))
    return case
