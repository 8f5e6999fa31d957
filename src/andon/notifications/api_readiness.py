"""Who can be reached, and the weekly tests, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from andon.kit.errors import NotAllowed
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest
from andon.people.models import Team

from .access import may_plan_tests
from .actions import plan_self_tests as planning
from .models import SelfTestPlan
from .reads import readiness as reading

router = Router(tags=["Notifications"])


class ObjectionOut(Schema):
    code: str
    state: str = Field(description="broken, risk or watch")
    words: str


class ReadinessOut(Schema):
    user_id: UUID
    name: str
    state: str = Field(description="ok, watch, risk or broken")
    posts: list[str] = Field(description="rotations and policies that may wake her")
    objections: list[ObjectionOut]
    tested_at: datetime | None


class PlanBody(Schema):
    team: str | None = Field(None, description="id or short name; null: everybody")
    weekday: int | None = Field(None, description="0 is Monday; null: no longer")
    hour: int | None = Field(None, description="where each person is")


class PlanOut(Schema):
    team_id: UUID | None
    weekday: int
    hour: int


@router.get("/readiness", response=list[ReadinessOut])
def list_readiness(request: ApiRequest) -> list[dict[str, Any]]:
    """Whom a rotation or a policy may wake: the caller herself, those of teams she leads, or (administrators) all."""
    return [
        {
            "user_id": one.user.id,
            "name": one.user.name,
            "state": one.state,
            "posts": list(one.posts),
            "objections": [{"code": it.code, "state": it.state, "words": it.words} for it in one.objections],
            "tested_at": one.tested_at,
        }
        for one in reading.readiness(request.access)
    ]


@router.get("/self_test_plans", response=list[PlanOut])
def list_self_test_plans(request: ApiRequest) -> list[SelfTestPlan]:
    plans = SelfTestPlan.objects.select_related("team").order_by("id")
    return [one for one in plans if may_plan_tests(request.access, one.team)]


@router.post("/self_test_plans/plan_self_tests", response=PlanOut | None)
def plan_self_tests(request: ApiRequest, body: PlanBody) -> SelfTestPlan | None:
    """A weekly test of everybody of a team who may be woken; null when it no longer is."""
    team = by_ref(Team.objects.all(), body.team, human="slug") if body.team else None
    if not may_plan_tests(request.access, team):
        raise NotAllowed("Only administrators, and leads for their own teams, plan tests.")
    return planning.plan_self_tests(team, weekday=body.weekday, hour=body.hour, by=request.access.actor)
