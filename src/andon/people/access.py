"""What an actor may: the roles she holds, per team and everywhere. Lists are asked through `visible_to(access)`."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from andon.timeline.actor import Actor

from .models import ApiToken, Membership, User


@dataclass(frozen=True, slots=True)
class Access:
    """Roles by team; the key None is a role that holds everywhere. Without roles it sees nothing."""

    actor: Actor
    roles: Mapping[UUID | None, frozenset[str]] = field(default_factory=dict)
    scopes: frozenset[str] | None = None

    @property
    def user_id(self) -> UUID | None:
        return self.actor.user_id

    @property
    def key(self) -> tuple[Actor, frozenset[tuple[UUID | None, frozenset[str]]]]:
        """Equal for two that see the same."""
        return self.actor, frozenset(self.roles.items())

    @property
    def is_staff(self) -> bool:
        return any(self.roles.values())

    def teams(self, *roles: str) -> set[UUID]:
        """The teams in which one of the roles is held by name; see `everywhere` for roles without a team."""
        return {team for team, held in self.roles.items() if team is not None and held.intersection(roles)}

    def everywhere(self, *roles: str) -> bool:
        """Whether one of the roles is held for the whole installation."""
        return bool(self.roles.get(None, frozenset()).intersection(roles))

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is held anywhere."""
        return any(held.intersection(roles) for held in self.roles.values())

    def in_team(self, team: UUID | None, *roles: str) -> bool:
        """Whether one of the roles is held in this team or everywhere."""
        return self.everywhere(*roles) or bool(self.roles.get(team, frozenset()).intersection(roles))

    def allows(self, room: str, verb: str) -> bool:
        """Whether a token's scopes allow `verb` ("read" or "write") in a room; a person at a screen has no scopes."""
        if self.scopes is None:
            return True
        wanted = {verb, f"{room}:{verb}"} | ({"write", f"{room}:write"} if verb == "read" else set())
        return bool(self.scopes & wanted)


def access_of(user: User) -> Access:
    """One query. A user who was switched off has no access."""
    if not user.is_active:
        return Access(user.actor)
    return Access(user.actor, _roles(user.id))


def access_of_token(token: ApiToken) -> Access:
    """A token acts within its user's rights; one without a user is an integration that sees all cases and incidents."""
    scopes = frozenset(token.scopes)
    if token.user is None:
        return Access(Actor.integration(token.id), {None: frozenset({"agent", "responder", "administrator"})}, scopes)
    return Access(token.user.actor, _roles(token.user.id) if token.user.is_active else {}, scopes)


def nobody() -> Access:
    return Access(Actor.system("nobody"))


def _roles(user_id: UUID) -> Mapping[UUID | None, frozenset[str]]:
    held: dict[UUID | None, set[str]] = defaultdict(set)
    for team_id, role in Membership.objects.filter(user_id=user_id).values_list("team_id", "role"):
        held[team_id].add(role)
    return {team: frozenset(roles) for team, roles in held.items()}
