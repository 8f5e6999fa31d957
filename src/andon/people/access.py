"""What an actor may: the roles she holds, per team and everywhere. Lists are asked through `visible_to(access)`."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from uuid import UUID

from andon.timeline.actor import Actor

from .models import ApiToken, Membership, User

T = TypeVar("T")
_Roles = Mapping[UUID | None, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Access:
    """Roles by team; the key None is a role that holds everywhere. Without roles it sees nothing.

    Made anew for each request; what several places of one screen ask is kept in it, see `once`.
    """

    actor: Actor
    roles: Mapping[UUID | None, frozenset[str]] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    _asked: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question that reads only, asked once in this request."""
        if question not in self._asked:
            self._asked[question] = ask()
        return cast("T", self._asked[question])

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
    return Access(user.actor, _roles_of([user.id]).get(user.id, {}))


def access_of_token(token: ApiToken) -> Access:
    """A token acts within its user's rights; one without a user is an integration that sees all cases and incidents."""
    return access_of_tokens([token])[token.id]


def access_of_tokens(tokens: Collection[ApiToken]) -> dict[UUID, Access]:
    """By id of the token; one query for any number."""
    roles = _roles_of({token.user.id for token in tokens if token.user and token.user.is_active})
    return {token.id: _within(token, roles) for token in tokens}


def _within(token: ApiToken, roles: "Mapping[UUID, _Roles]") -> Access:
    scopes = frozenset(token.scopes)
    if token.user is None:
        return Access(Actor.integration(token.id), {None: frozenset({"agent", "responder", "administrator"})}, scopes)
    return Access(token.user.actor, roles.get(token.user.id, {}), scopes)


def nobody() -> Access:
    return Access(Actor.system("nobody"))


def _roles_of(users: Collection[UUID]) -> dict[UUID, _Roles]:
    held: dict[UUID, dict[UUID | None, frozenset[str]]] = defaultdict(dict)
    if users:
        for user, team, role in Membership.objects.filter(user_id__in=users).values_list("user_id", "team_id", "role"):
            held[user][team] = held[user].get(team, frozenset()) | {role}
    return dict(held)
