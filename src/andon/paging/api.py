"""Escalations, for programs: who was paged, and answering."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.errors import Invalid, NotAllowed
from andon.kit.moments import check_moment
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.kit.subject import Subject
from andon.people.middleware import ApiRequest
from andon.people.models import Team, User
from andon.schedules.models import Schedule

from .access import may_answer
from .actions import acknowledge as acknowledging
from .actions import decline_page as declining
from .actions import escalate_now as escalating_now
from .actions import reassign_escalation as reassigning
from .actions import resolve_escalation as resolving
from .actions import revoke_page_links as revoking
from .actions import snooze_escalation as snoozing
from .actions import unacknowledge as unacknowledging
from .api_bindings import router as bindings
from .api_policies import router as policies
from .models import Escalation
from .reads.who_was_paged import who_was_paged

router = Router(tags=["Paging"])
router.add_router("", policies)
router.add_router("", bindings)


class EscalationOut(Schema):
    id: UUID
    subject: str = Field(description="what it is about, such as incident:<id>")
    state: str
    policy_id: UUID
    service_id: UUID | None
    turn: int = Field(description="how often it summoned")
    severity: str
    tier: str
    concierge_of_id: UUID | None = Field(description="the account whose concierge it calls in")
    next_at: datetime | None
    why: dict[str, Any]
    started_at: datetime
    acknowledged_by_id: UUID | None
    acknowledged_at: datetime | None
    ended_at: datetime | None

    @staticmethod
    def resolve_subject(run: Escalation) -> str:
        return run.subject.key


class SnoozeBody(Schema):
    until: datetime


class ReassignBody(Schema):
    user: str = Field("", description="by e-mail address or id")
    schedule: str = Field("", description="whoever is on call for it, by slug or id")
    team: str = Field("", description="everybody at work in it, by slug or id")

    def whom(self) -> User | Schedule | Team:
        given = [name for name in ("user", "schedule", "team") if getattr(self, name)]
        if len(given) != 1:
            raise Invalid({given[1] if given else "user": "Name one: a user, a schedule or a team."})
        if self.user:
            return by_ref(User.objects.filter(is_active=True), self.user, human="email")
        if self.schedule:
            return by_ref(Schedule.objects.all(), self.schedule, human="slug")
        return by_ref(Team.objects.all(), self.team, human="slug")


class RevokedOut(Schema):
    revoked: int


class WayOut(Schema):
    by: str
    went: str
    at: datetime | None
    why: str


class PageOut(Schema):
    id: UUID
    user_id: UUID
    turn: int
    step: int = Field(description="from 0; -1: nobody was on call, and the fallback was paged")
    lap: int = Field(description="which pass through the policy, from 0")
    why: str
    declined_at: datetime | None
    at: datetime
    messages: list[WayOut]


@router.get("/escalations", response=Page[EscalationOut])
def list_escalations(
    request: ApiRequest, window: Query[Window], state: str = "", subject: str = "", service: UUID | None = None
) -> dict[str, Any]:
    """The newest first. `subject`: such as incident:<id>."""
    found = Escalation.objects.visible_to(request.access)
    found = found.filter(state=state) if state else found
    found = found.filter(service=service) if service else found
    if subject:
        found = found.of(_subject(subject))
    return page(found, "-started_at", "-id", window=window)


@router.get("/escalations/{ref}", response=EscalationOut)
def read_escalation(request: ApiRequest, ref: UUID) -> Escalation:
    return _run(request, ref)


@router.get("/escalations/{ref}/pages", response=list[PageOut])
def list_pages(request: ApiRequest, ref: UUID) -> list[dict[str, Any]]:
    """Who was summoned when, and how each message went."""
    run = _run(request, ref)
    return [
        {
            "id": one.page.id,
            "user_id": one.page.user_id,
            "turn": one.page.turn,
            "step": one.page.step,
            "lap": one.page.lap,
            "why": one.page.why,
            "declined_at": one.page.declined_at,
            "at": one.page.at,
            "messages": [
                {"by": way.by, "went": str(way.went.words), "at": way.went.at, "why": way.went.why} for way in one.ways
            ],
        }
        for one in who_was_paged([run])[run.id]
    ]


@router.post("/escalations/{ref}/acknowledge", response=EscalationOut)
def acknowledge(request: ApiRequest, ref: UUID) -> Escalation:
    run = _run(request, ref)
    if not may_answer(request.access, run):
        raise NotAllowed("Only responders, leads and whoever was paged acknowledge.")
    return acknowledging.acknowledge(run, by=request.access.actor)


@router.post("/escalations/{ref}/escalate_now", response=EscalationOut)
def escalate_now(request: ApiRequest, ref: UUID) -> Escalation:
    """Do not wait for an answer: page the next one now."""
    return escalating_now.escalate_now(_run(request, ref), by=request.access.actor)


@router.post("/escalations/{ref}/unacknowledge", response=EscalationOut)
def unacknowledge(request: ApiRequest, ref: UUID) -> Escalation:
    """Nobody is on it after all: it begins again at the first step."""
    return unacknowledging.unacknowledge(_answered(request, ref), by=request.access.actor)


@router.post("/escalations/{ref}/snooze_escalation", response=EscalationOut)
def snooze_escalation(request: ApiRequest, ref: UUID, body: SnoozeBody) -> Escalation:
    """Nobody is summoned until then, a week at most; then it begins again."""
    until = check_moment(body.until, "until")
    return snoozing.snooze_escalation(_answered(request, ref), until=until, by=request.access.actor)


@router.post("/escalations/{ref}/reassign_escalation", response=EscalationOut)
def reassign_escalation(request: ApiRequest, ref: UUID, body: ReassignBody) -> Escalation:
    """Summon somebody else now; without an answer it goes on as the policy says."""
    run = _answered(request, ref)
    return reassigning.reassign_escalation(run, to=body.whom(), by=request.access.actor)


@router.post("/escalations/{ref}/resolve_escalation", response=EscalationOut)
def resolve_escalation(request: ApiRequest, ref: UUID) -> Escalation:
    """Nobody is summoned by it any more. The alert and the incident stay what they are."""
    return resolving.resolve_escalation(_answered(request, ref), by=request.access.actor)


@router.post("/escalations/{ref}/decline_page", response=EscalationOut)
def decline_page(request: ApiRequest, ref: UUID) -> Escalation:
    """ "Not me", says the person whose token this is: the next one of the step, else of the next step, is summoned."""
    run = _run(request, ref)
    own = request.access.user_id
    user = User.objects.filter(id=own, is_active=True).first() if own else None
    if user is None or not run.pages.filter(user=user).exists():
        raise NotAllowed("Only whoever was paged says that it is not hers.")
    return declining.decline_page(run, user, by=request.access.actor)


@router.post("/escalations/{ref}/revoke_page_links", response=RevokedOut)
def revoke_page_links(request: ApiRequest, ref: UUID) -> dict[str, int]:
    """The links in its pages open nothing any more; answers how many did."""
    run = _run(request, ref)
    if not may_answer(request.access, run):
        raise NotAllowed("Only responders, leads and whoever was paged end its links.")
    return {"revoked": revoking.revoke_page_links(run, by=request.access.actor)}


def _answered(request: ApiRequest, ref: UUID) -> Escalation:
    run = _run(request, ref)
    if not may_answer(request.access, run):
        raise NotAllowed("Only responders, leads and whoever was paged decide about a page.")
    return run


def _run(request: ApiRequest, ref: UUID) -> Escalation:
    return by_ref(Escalation.objects.visible_to(request.access), str(ref))


def _subject(key: str) -> Subject:
    try:
        return Subject.parse(key)
    except ValueError:
        raise Invalid({"subject": "Write a kind and an id, such as incident:<id>."}) from None
