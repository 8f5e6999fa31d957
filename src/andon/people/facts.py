from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class UserCreated:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class UserSwitchedOff:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCreated:
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted:
    role: str
    team: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRevoked:
    role: str
    team: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class WentAway:
    until: datetime
    stand_in: UUID | None


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCreated:
    scopes: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet:
    pass
