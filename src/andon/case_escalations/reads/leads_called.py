"""Whom an escalation goes to where its kind has no policy."""

from uuid import UUID

from django.db.models import Q

from andon.cases.models import Case
from andon.customers.models import Account
from andon.people.models import User


def leads_called(on: Case | Account) -> list[User]:
    """The leads of the case's team, or of the teams of the account's running cases; else those who lead everywhere."""
    leads = User.objects.filter(is_active=True, memberships__role="lead")
    hers = leads.filter(memberships__role="lead", memberships__team__in=_teams(on)).distinct()
    return list(hers) or lead_everywhere()


def lead_everywhere() -> list[User]:
    return list(User.objects.filter(Q(memberships__role="lead", memberships__team=None), is_active=True).distinct())


def _teams(on: Case | Account) -> list[UUID]:
    if isinstance(on, Case):
        return [on.team_id] if on.team_id else []
    teams = Case.objects.standing().running().filter(account=on).exclude(team=None).order_by()
    return list(teams.values_list("team_id", flat=True).distinct())
