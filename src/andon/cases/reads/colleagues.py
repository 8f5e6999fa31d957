from andon.people.models import Team, User
from andon.people.models.membership import Role

MOST_NAMES = 500


def colleagues() -> list[User]:
    """Everybody who works here and answers customers, by name; one query."""
    answering = User.objects.filter(is_active=True, memberships__role__in=[Role.AGENT, Role.LEAD])
    return list(answering.distinct().order_by("name", "id"))


def answering_teams() -> list[Team]:
    """The teams in which somebody answers customers, by name; one query."""
    return list(Team.objects.filter(memberships__role__in=[Role.AGENT, Role.LEAD]).distinct().order_by("name"))


def mentionable() -> list[str]:
    """Whom a note can call by @name, by name; one query."""
    return list(User.objects.filter(is_active=True).order_by("name").values_list("name", flat=True)[:MOST_NAMES])
