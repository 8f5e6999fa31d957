"""When X happened, do Y."""

from andon.people.facts import RoleRevoked, UserSwitchedOff
from andon.people.models import Membership, User
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction

from .actions.leave_layers import leave_layers
from .models import Schedule

WORK = ("agent", "responder", "lead")


def leave_all_when_switched_off(fact: RecordedFact) -> None:
    leave_layers(User.objects.get(id=fact.subject_id), Schedule.objects.all(), by=fact.by)


def leave_when_out_of_team(fact: RecordedFact) -> None:
    """Her last role at work in the team is gone: she has no turn in its schedules."""
    team, user = fact.body.team, fact.subject_id
    held = Membership.objects.filter(user=user, role__in=WORK)
    if team and not held.filter(team=team).exists() and not held.filter(team=None).exists():
        leave_layers(User.objects.get(id=user), Schedule.objects.filter(team=team), by=fact.by)


REACTIONS = [
    Reaction(UserSwitchedOff, leave_all_when_switched_off),
    Reaction(RoleRevoked, leave_when_out_of_team),
]
