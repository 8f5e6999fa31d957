"""Who may change which schedule."""

from andon.people.access import Access
from andon.people.models import Team

from .models import Schedule


def may_swap(access: Access, schedule: Schedule) -> bool:
    """Put somebody on call for a while: whoever works in the team, and administrators."""
    return access.has("administrator") or access.in_team(schedule.team_id, "agent", "responder", "lead")


def may_settle(access: Access, schedule: Schedule) -> bool:
    """Change the rotation itself."""
    return access.has("administrator") or access.in_team(schedule.team_id, "lead")


def may_settle_for(access: Access, team: Team) -> bool:
    """Make a rotation for this team."""
    return access.has("administrator") or access.in_team(team.id, "lead")
