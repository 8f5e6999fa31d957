"""Who may change which schedule."""

from django.db.models import Q, QuerySet

from andon.people.access import Access
from andon.people.models import Team

from .models import Schedule, Swap
from .models.swap import SwapState

WORK = ("agent", "responder", "lead")


def may_swap(access: Access, schedule: Schedule) -> bool:
    """Put somebody on call for a while: whoever works in the team, and administrators."""
    return access.has("administrator") or access.in_team(schedule.team_id, *WORK)


def may_settle(access: Access, schedule: Schedule) -> bool:
    """Change the layers themselves."""
    return access.has("administrator") or access.in_team(schedule.team_id, "lead")


def may_settle_for(access: Access, team: Team) -> bool:
    """Make a schedule for this team."""
    return access.has("administrator") or access.in_team(team.id, "lead")


def settled_teams(access: Access) -> "QuerySet[Team]":
    """The teams for which `may_settle_for` says yes."""
    if access.has("administrator") or access.everywhere("lead"):
        return Team.objects.all()
    return Team.objects.filter(id__in=access.teams("lead"))


def swappable(access: Access) -> "QuerySet[Schedule]":
    """The schedules for which `may_swap` says yes."""
    if access.has("administrator") or access.everywhere(*WORK):
        return Schedule.objects.all()
    return Schedule.objects.filter(team__in=access.teams(*WORK))


def turns_of(access: Access) -> "QuerySet[Schedule]":
    """The schedules in which she has a turn."""
    return Schedule.objects.filter(
        layers__versions__valid_until=None, layers__versions__members__user=access.user_id
    ).distinct()


def open_swaps(access: Access) -> "QuerySet[Swap]":
    """What she asked for, what was offered to her, and what her teams look after; those that are open."""
    concerned = Q(asker=access.user_id) | Q(offers__user=access.user_id) | Q(schedule__in=swappable(access))
    return Swap.objects.filter(concerned, state=SwapState.ASKED).distinct()


def may_take(access: Access, swap: Swap) -> bool:
    """Whom it was offered to, and whoever works in the team; not who asked."""
    if access.user_id is None or access.user_id == swap.asker_id:
        return False
    return swap.offers.filter(user=access.user_id).exists() or may_swap(access, swap.schedule)


def may_withdraw(access: Access, swap: Swap) -> bool:
    return access.user_id == swap.asker_id or may_settle(access, swap.schedule)
