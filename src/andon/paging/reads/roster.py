"""Whom this room may summon, and for what: members of rotations, and people whom a policy names."""

from andon.kit import clock
from andon.notifications.roster import Post
from andon.paging.models import StepTarget
from andon.schedules.models import Override
from andon.schedules.models.rotation import RotationMember


def roster() -> list[Post]:
    """Three queries."""
    members = RotationMember.objects.values_list(
        "user_id", "rotation__schedule__team_id", "rotation__schedule__name"
    ).order_by("rotation__schedule__name")
    put_in = Override.objects.filter(ends_at__gt=clock.now()).values_list(
        "user_id", "schedule__team_id", "schedule__name"
    )
    named = StepTarget.objects.filter(user__isnull=False).values_list(
        "user_id", "step__policy__team_id", "step__policy__name"
    )
    return [Post(user, team, name) for rows in (members, put_in, named) for user, team, name in rows if user]
