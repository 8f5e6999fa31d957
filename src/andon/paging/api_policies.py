"""Policies, and which service uses which, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.customers.models import Account
from andon.kit import clock
from andon.kit.errors import NotAllowed
from andon.kit.moments import check_moment, within_reach
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest
from andon.people.models import Team, User
from andon.schedules.access import may_settle_for
from andon.schedules.models import Schedule

from .actions import put_policy as putting_policy
from .actions.put_policy import Concierge, NextShift, Place, StepIn, TakeTurns, Target
from .models import Policy, Step, StepTarget
from .models.policy import Kind
from .reads import simulate as simulating
from .reads.policies_offered import policies_offered
from .rules.conditions import Conditions

router = Router(tags=["Paging"])


class PlaceBody(Schema):
    address: str = Field("", max_length=2000, description="an Apprise URL; kept sealed, never answered")
    label: str = Field("", max_length=120)
    id: UUID | None = Field(None, description="of a place that the policy has: its address stays")


class ConditionsBody(Schema):
    severity: str = Field("", description="at least: critical, error, major, warning, minor")
    tiers: list[str] = Field([], max_length=10)
    days: list[str] = Field([], max_length=7, description="mon, tue, wed, thu, fri, sat, sun")
    start: str = Field("", description="only from, such as 22:00")
    end: str = Field("", description="until, such as 06:00")
    zone: str = Field("", description="of these hours, such as Europe/Lisbon; empty: of whoever would be summoned")


class StepBody(Schema):
    schedules: list[str] = Field([], max_length=20, description="whoever is on call for these, by slug or id")
    users: list[str] = Field([], max_length=20, description="these people, by e-mail address or id")
    teams: list[str] = Field([], max_length=20, description="everybody at work in these, by slug or id")
    next_shifts: list[str] = Field([], max_length=20, description="whoever comes next in these schedules")
    turns: list[str] = Field([], max_length=50, description="one of these people, in turn, by e-mail address or id")
    concierge: bool = Field(False, description="who looks after the account that it is about")
    places: list[PlaceBody] = Field([], max_length=10, description="chat channels and webhooks")
    wait_minutes: int = Field(5, description="for an answer, before the next step")
    needed: int = Field(1, description="how many must acknowledge before the run stops")
    when_nobody: str = Field("next", description="next: the next step at once; queue: the next shift; fallback")
    urgency: str = Field("high", description="high wakes her; low waits for the end of her quiet hours")
    conditions: ConditionsBody | None = Field(None, description="when the step applies at all")


class PolicyBody(Schema):
    slug: str = Field(description="an existing one is changed; a pass under way keeps its steps")
    name: str
    team: str = Field(description="by slug or id")
    steps: list[StepBody] = Field(max_length=50)
    repeat: int = Field(2, description="how often it begins again when nobody answered")
    fallback_user: str = Field("", description="paged when nobody is on call at all, by e-mail address or id")
    fallback_team: str = Field("", description="the same, everybody at work in it")


class PlaceOut(Schema):
    id: UUID
    label: str


class StepOut(Schema):
    schedule_ids: list[UUID]
    next_shift_ids: list[UUID]
    user_ids: list[UUID]
    team_ids: list[UUID]
    turn_ids: list[UUID]
    concierge: bool
    places: list[PlaceOut]
    wait_minutes: int
    needed: int
    when_nobody: str
    urgency: str
    conditions: dict[str, Any]

    @staticmethod
    def resolve_schedule_ids(step: Step) -> list[Any]:
        return [target.schedule_id for target in step.targets.all() if target.kind == Kind.SCHEDULE]

    @staticmethod
    def resolve_next_shift_ids(step: Step) -> list[Any]:
        return [target.schedule_id for target in step.targets.all() if target.kind == Kind.NEXT_SHIFT]

    @staticmethod
    def resolve_user_ids(step: Step) -> list[UUID]:
        return [target.user_id for target in step.targets.all() if target.user_id]

    @staticmethod
    def resolve_team_ids(step: Step) -> list[UUID]:
        return [target.team_id for target in step.targets.all() if target.team_id]

    @staticmethod
    def resolve_turn_ids(step: Step) -> list[UUID]:
        return [member for target in step.targets.all() for member in target.members]

    @staticmethod
    def resolve_concierge(step: Step) -> bool:
        return any(target.kind == Kind.CONCIERGE for target in step.targets.all())

    @staticmethod
    def resolve_places(step: Step) -> list[StepTarget]:
        return [target for target in step.targets.all() if target.kind == Kind.PLACE]


class PolicyOut(Schema):
    id: UUID
    slug: str
    name: str
    team_id: UUID
    repeat: int
    fallback_user_id: UUID | None
    fallback_team_id: UUID | None
    steps: list[StepOut]


class SummonedOut(Schema):
    user_id: UUID
    why: str
    channels: list[str]


class WouldOut(Schema):
    at: datetime
    what: str = Field(description="fired, fallback, nobody, unfit (conditions), queued, end")
    step: int
    failing: list[str]
    places: list[str]
    people: list[SummonedOut]


@router.get("/policies", response=Page[PolicyOut])
def list_policies(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(policies_offered(), "slug", window=window)


@router.get("/policies/{ref}", response=PolicyOut)
def read_policy(request: ApiRequest, ref: str) -> Policy:
    return _policy(ref)


@router.get("/policies/{ref}/simulate", response=list[WouldOut])
def simulate(
    request: ApiRequest, ref: str, at: datetime, severity: str = "critical", account: str = ""
) -> list[dict[str, Any]]:
    """Who would be summoned if it began at that time and nobody answered, and why others are not. Nobody is."""
    known = by_ref(Account.objects.visible_to(request.access), account, human="external_id") if account else None
    begins = within_reach(check_moment(at, "at"), "at", clock.now()) or at
    found = simulating.simulate(_policy(ref), at=begins, severity=severity, account=known)
    return [
        {
            "at": one.coming.at,
            "what": one.coming.what,
            "step": one.coming.step,
            "failing": list(one.coming.words),
            "places": list(one.coming.places),
            "people": [
                {"user_id": person.user.id, "why": person.why, "channels": [way[0] for way in person.ways]}
                for person in one.reached
            ],
        }
        for one in found
    ]


@router.post("/policies/put_policy", response=PolicyOut)
def put_policy(request: ApiRequest, body: PolicyBody) -> Policy:
    team = by_ref(Team.objects.all(), body.team, human="slug")
    known = Policy.objects.select_related("team").filter(slug=body.slug).first()
    for concerned in {team, known.team if known else team}:
        if not may_settle_for(request.access, concerned):
            raise NotAllowed("Only administrators and leads of the team change its policies.")
    steps = [_step(step) for step in body.steps]
    put = putting_policy.put_policy(
        slug=body.slug,
        name=body.name,
        team=team,
        steps=steps,
        repeat=body.repeat,
        fallback=_fallback(body),
        by=request.access.actor,
    )
    return _policy(str(put.id))


def _step(body: StepBody) -> StepIn:
    given = body.conditions.dict() if body.conditions else {}
    return StepIn(
        targets=_targets(body),
        wait_minutes=body.wait_minutes,
        needed=body.needed,
        when_nobody=body.when_nobody,
        urgency=body.urgency,
        conditions=Conditions(**given),
    )


def _targets(step: StepBody) -> list[Target]:
    found: list[Target] = [_schedule(ref) for ref in step.schedules]
    found += [_user(ref) for ref in step.users]
    found += [by_ref(Team.objects.all(), ref, human="slug") for ref in step.teams]
    found += [NextShift(_schedule(ref)) for ref in step.next_shifts]
    found += [TakeTurns([_user(ref) for ref in step.turns])] if step.turns else []
    found += [Concierge()] if step.concierge else []
    return [*found, *(Place(place.address, place.label, place.id) for place in step.places)]


def _fallback(body: PolicyBody) -> User | Team | None:
    if body.fallback_user:
        return _user(body.fallback_user)
    return by_ref(Team.objects.all(), body.fallback_team, human="slug") if body.fallback_team else None


def _schedule(ref: str) -> Schedule:
    return by_ref(Schedule.objects.all(), ref, human="slug")


def _user(ref: str) -> User:
    return by_ref(User.objects.filter(is_active=True), ref, human="email")


def _policy(ref: str) -> Policy:
    return by_ref(policies_offered(), ref, human="slug")
