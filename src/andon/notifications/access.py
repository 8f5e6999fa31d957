"""Who says who is tested each week."""

from django.db.models import QuerySet

from andon.people.access import Access
from andon.people.models import Team


def may_plan_tests(access: Access, team: Team | None) -> bool:
    """Administrators; leads for their own teams. Everybody at once: who leads everywhere."""
    return access.has("administrator") or access.in_team(team.id if team else None, "lead")


def teams_to_test(access: Access) -> "QuerySet[Team]":
    if access.has("administrator") or access.everywhere("lead"):
        return Team.objects.all()
    return Team.objects.filter(id__in=access.teams("lead"))
