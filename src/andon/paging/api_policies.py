"""Policies, and which service uses which, for programs."""

from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.catalog.models import Service
from andon.kit.errors import NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest
from andon.people.models import Team, User
from andon.schedules.access import may_settle_for
from andon.schedules.models import Schedule

from .access import may_bind
from .actions import bind_policy as binding_policy
from .actions import put_policy as putting_policy
from .actions.put_policy import StepIn
from .models import Binding, Policy, Step
from .reads.policies_offered import policies_offered

router = Router(tags=["Paging"])


class StepBody(Schema):
    schedules: list[str] = Field([], max_length=20, description="whoever is on call for these, by slug or id")
    users: list[str] = Field([], max_length=20, description="these people, by e-mail address or id")
    teams: list[str] = Field([], max_length=20, description="everybody at work in these, by slug or id")
    wait_minutes: int = Field(5, description="for an answer, before the next step")


class PolicyBody(Schema):
    slug: str = Field(description="an existing one is changed; runs under way go on with the new steps")
    name: str
    team: str = Field(description="by slug or id")
    steps: list[StepBody] = Field(max_length=50)
    repeat: int = Field(2, description="how often it begins again when nobody answered")


class StepOut(Schema):
    schedule_ids: list[UUID]
    user_ids: list[UUID]
    team_ids: list[UUID]
    wait_minutes: int

    @staticmethod
    def resolve_schedule_ids(step: Step) -> list[UUID]:
        return [target.schedule_id for target in step.targets.all() if target.schedule_id]

    @staticmethod
    def resolve_user_ids(step: Step) -> list[UUID]:
        return [target.user_id for target in step.targets.all() if target.user_id]

    @staticmethod
    def resolve_team_ids(step: Step) -> list[UUID]:
        return [target.team_id for target in step.targets.all() if target.team_id]


class PolicyOut(Schema):
    id: UUID
    slug: str
    name: str
    team_id: UUID
    repeat: int
    steps: list[StepOut]


class BindingBody(Schema):
    service: str = Field(description="by slug or id")
    policy: str = Field(description="by slug or id")


class BindingOut(Schema):
    service_id: UUID
    policy_id: UUID


@router.get("/policies", response=Page[PolicyOut])
def list_policies(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(policies_offered(), "slug", window=window)


@router.get("/policies/{ref}", response=PolicyOut)
def read_policy(request: ApiRequest, ref: str) -> Policy:
    return _policy(ref)


@router.post("/policies/put_policy", response=PolicyOut)
def put_policy(request: ApiRequest, body: PolicyBody) -> Policy:
    team = by_ref(Team.objects.all(), body.team, human="slug")
    known = Policy.objects.select_related("team").filter(slug=body.slug).first()
    for concerned in {team, known.team if known else team}:
        if not may_settle_for(request.access, concerned):
            raise NotAllowed("Only administrators and leads of the team change its policies.")
    steps = [StepIn(targets=_targets(step), wait_minutes=step.wait_minutes) for step in body.steps]
    put = putting_policy.put_policy(
        slug=body.slug, name=body.name, team=team, steps=steps, repeat=body.repeat, by=request.access.actor
    )
    return _policy(str(put.id))


@router.get("/bindings", response=Page[BindingOut])
def list_bindings(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    """Which policy pages for which service."""
    return page(Binding.objects.all(), "id", window=window)


@router.post("/bindings/bind_policy", response=BindingOut)
def bind_policy(request: ApiRequest, body: BindingBody) -> Binding:
    service = by_ref(Service.objects.all(), body.service, human="slug")
    if not may_bind(request.access, service):
        raise NotAllowed("Only administrators and leads of the owning team say who is paged for a service.")
    return binding_policy.bind_policy(service, policy=_policy(body.policy), by=request.access.actor)


def _targets(step: StepBody) -> list[Schedule | User | Team]:
    schedules = [by_ref(Schedule.objects.all(), ref, human="slug") for ref in step.schedules]
    users = [by_ref(User.objects.filter(is_active=True), ref, human="email") for ref in step.users]
    return [*schedules, *users, *(by_ref(Team.objects.all(), ref, human="slug") for ref in step.teams)]


def _policy(ref: str) -> Policy:
    return by_ref(policies_offered(), ref, human="slug")
