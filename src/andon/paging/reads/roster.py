"""Whom this room may summon, and for what: those of rotations, and whom a policy names."""

from typing import Any

from django.db.models import Q

from andon.kit import clock
from andon.notifications.roster import Post
from andon.paging.models import Policy, StepTarget
from andon.schedules.models import Override
from andon.schedules.models.fixed import FixedShift
from andon.schedules.models.layer import Member

from .people_at_work import people_at_work


def roster() -> list[Post]:
    """A fixed number of queries."""
    return [Post(user, team, name) for user, team, name in [*_of_schedules(), *_named()] if user] + _of_teams()


def _of_schedules() -> list[tuple[Any, ...]]:
    """In a layer as it is or will be, or put in for a time that is not over."""
    now = clock.now()
    lasts = Q(version__valid_until=None) | Q(version__valid_until__gt=now)
    stays = Q(version__effective_until=None) | Q(version__effective_until__gt=now)
    schedule = "version__layer__schedule"
    members = Member.objects.filter(lasts & stays).values_list("user_id", f"{schedule}__team_id", f"{schedule}__name")
    put_in = Override.objects.filter(ends_at__gt=now).values_list("user_id", "schedule__team_id", "schedule__name")
    fixed = FixedShift.objects.filter(ends_at__gt=now).values_list(
        "user_id", "span__schedule__team_id", "span__schedule__name"
    )
    return [*members, *put_in, *fixed]


def _named() -> list[tuple[Any, ...]]:
    by_steps = StepTarget.objects.values_list("user_id", "step__policy__team_id", "step__policy__name")
    fallbacks = Policy.objects.values_list("fallback_user_id", "team_id", "name")
    in_turns = StepTarget.objects.filter(kind="turns").values_list(
        "members", "step__policy__team_id", "step__policy__name"
    )
    return [
        *by_steps.filter(user__isnull=False),
        *fallbacks.filter(fallback_user__isnull=False),
        *((user, team, name) for users, team, name in in_turns for user in users),
    ]


def _of_teams() -> list[Post]:
    """Everybody at work in a team that a policy pages as a whole."""
    by_steps = StepTarget.objects.filter(team__isnull=False).values_list(
        "team_id", "step__policy__team_id", "step__policy__name"
    )
    fallbacks = Policy.objects.filter(fallback_team__isnull=False).values_list("fallback_team_id", "team_id", "name")
    named = [*by_steps, *fallbacks]
    people = people_at_work({team for team, _owner, _name in named})
    return [Post(user.id, owner, name) for team, owner, name in named for user in people.get(team, [])]
