"""Users, teams, roles and tokens, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema

from andon.kit.errors import NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref

from .actions import come_back as coming_back
from .actions import create_team as creating_team
from .actions import create_token as creating_token
from .actions import create_user as creating_user
from .actions import go_away as going_away
from .actions import grant_role as granting_role
from .actions import revoke_role as revoking_role
from .actions import revoke_token as revoking_token
from .actions import switch_off_user as switching_off
from .guard import only_for
from .middleware import ApiRequest
from .models import ApiToken, Membership, Team, User

router = Router(tags=["People"])


class UserOut(Schema):
    id: UUID
    email: str
    name: str
    time_zone: str
    locale: str
    is_active: bool
    away_until: datetime | None
    stand_in_id: UUID | None


class UserIn(Schema):
    email: str
    name: str
    time_zone: str = "UTC"
    locale: str = "en"


class TeamOut(Schema):
    id: UUID
    slug: str
    name: str
    department: str


class TeamIn(Schema):
    name: str
    slug: str = ""
    department: str = ""


class AwayIn(Schema):
    until: datetime
    stand_in: str | None = None


class RoleIn(Schema):
    role: str
    team: str | None = None


class RoleOut(Schema):
    id: UUID
    role: str
    team_id: UUID | None


class TokenIn(Schema):
    name: str
    scopes: list[str]
    user: str | None = None
    expires_at: datetime | None = None


class TokenOut(Schema):
    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    user_id: UUID | None
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


class NewTokenOut(TokenOut):
    token: str


@router.get("/users", response=Page[UserOut])
def list_users(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(User.objects.all(), "email", "id", window=window)


@router.get("/users/{ref}", response=UserOut)
def read_user(request: ApiRequest, ref: str) -> User:
    return _user(ref)


@router.post("/users/create_user", response={201: UserOut})
def create_user(request: ApiRequest, body: UserIn) -> User:
    _only_administrators(request)
    return creating_user.create_user(**body.dict(), by=request.access.actor)


@router.post("/users/{ref}/switch_off_user", response=UserOut)
def switch_off_user(request: ApiRequest, ref: str) -> User:
    _only_administrators(request)
    return switching_off.switch_off_user(_user(ref), by=request.access.actor)


@router.post("/users/{ref}/go_away", response=UserOut)
def go_away(request: ApiRequest, ref: str, body: AwayIn) -> User:
    user = _herself_or_administrator(request, ref)
    stand_in = _user(body.stand_in) if body.stand_in else None
    return going_away.go_away(user, until=body.until, stand_in=stand_in, by=request.access.actor)


@router.post("/users/{ref}/come_back", response=UserOut)
def come_back(request: ApiRequest, ref: str) -> User:
    return coming_back.come_back(_herself_or_administrator(request, ref), by=request.access.actor)


@router.get("/users/{ref}/roles", response=list[RoleOut])
def list_roles(request: ApiRequest, ref: str) -> Any:
    return _user(ref).memberships.order_by("id")


@router.post("/users/{ref}/grant_role", response=RoleOut)
def grant_role(request: ApiRequest, ref: str, body: RoleIn) -> Membership:
    _only_administrators(request)
    team = by_ref(Team.objects.all(), body.team, human="slug") if body.team else None
    return granting_role.grant_role(_user(ref), role=body.role, team=team, by=request.access.actor)


@router.post("/roles/{ref}/revoke_role", response={204: None})
def revoke_role(request: ApiRequest, ref: UUID) -> None:
    _only_administrators(request)
    membership = by_ref(Membership.objects.select_related("user"), str(ref))
    revoking_role.revoke_role(membership, by=request.access.actor)


@router.get("/teams", response=Page[TeamOut])
def list_teams(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(Team.objects.all(), "slug", window=window)


@router.post("/teams/create_team", response={201: TeamOut})
def create_team(request: ApiRequest, body: TeamIn) -> Team:
    only_for(request.access, "administrator")
    return creating_team.create_team(**body.dict(), by=request.access.actor)


@router.get("/tokens", response=Page[TokenOut])
def list_tokens(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    _only_administrators(request)
    return page(ApiToken.objects.all(), "-made_at", "-id", window=window)


@router.post("/tokens/create_token", response={201: NewTokenOut})
def create_token(request: ApiRequest, body: TokenIn) -> dict[str, Any]:
    """The only answer that holds the token's text. A token makes none that may do more than itself."""
    _only_administrators(request)
    if request.access.scopes is not None and not request.access.scopes.issuperset(body.scopes):
        raise NotAllowed("A token can only pass on scopes that it has.")
    token, text = creating_token.create_token(
        name=body.name,
        scopes=body.scopes,
        user=_user(body.user) if body.user else None,
        expires_at=body.expires_at,
        by=request.access.actor,
    )
    return {**TokenOut.from_orm(token).dict(), "token": text}


@router.post("/tokens/{ref}/revoke_token", response=TokenOut)
def revoke_token(request: ApiRequest, ref: UUID) -> ApiToken:
    _only_administrators(request)
    return revoking_token.revoke_token(by_ref(ApiToken.objects.all(), str(ref)), by=request.access.actor)


def _only_administrators(request: ApiRequest) -> None:
    """A program that is nobody decides who may what only when its token names this: “write” alone is for its work."""
    only_for(request.access, "administrator")
    named = {"people:write"} | ({"people:read"} if request.method == "GET" else set())
    if request.access.user_id is None and not named & (request.access.scopes or set()):
        raise NotAllowed("This needs a token that acts for an administrator, or the scope people:write.")


def _user(ref: str) -> User:
    return by_ref(User.objects.all(), ref, human="email")


def _herself_or_administrator(request: ApiRequest, ref: str) -> User:
    user = _user(ref)
    if user.id != request.access.user_id:
        only_for(request.access, "administrator")
    return user
