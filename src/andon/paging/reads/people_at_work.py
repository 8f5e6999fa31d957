"""Who works in a team; who only reads along is not woken."""

from collections.abc import Collection
from uuid import UUID

from andon.people.models import Membership, User

AT_WORK = ("agent", "responder", "lead")


def people_at_work(teams: Collection[UUID]) -> dict[UUID, list[User]]:
    """By team, in the order of their names. One query, none without a team."""
    found: dict[UUID, list[User]] = {team: [] for team in teams}
    if teams:
        held = Membership.objects.filter(team__in=teams, role__in=AT_WORK, user__is_active=True)
        for membership in held.select_related("user").order_by("user__name", "user_id"):
            if membership.team_id and membership.user not in found[membership.team_id]:
                found[membership.team_id].append(membership.user)
    return found
