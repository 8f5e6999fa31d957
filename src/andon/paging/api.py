"""Escalations, for programs: who was paged, and answering."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.errors import Invalid, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.kit.subject import Subject
from andon.people.middleware import ApiRequest

from .access import may_answer
from .actions import acknowledge as acknowledging
from .actions import escalate_now as escalating_now
from .actions import revoke_page_links as revoking
from .api_policies import router as policies
from .models import Escalation
from .reads.who_was_paged import who_was_paged

router = Router(tags=["Paging"])
router.add_router("", policies)


class EscalationOut(Schema):
    id: UUID
    subject: str = Field(description="what it is about, such as incident:<id>")
    state: str
    policy_id: UUID
    service_id: UUID | None
    turn: int = Field(description="how many steps were taken")
    next_at: datetime | None
    why: dict[str, Any]
    started_at: datetime
    acknowledged_by_id: UUID | None
    acknowledged_at: datetime | None
    ended_at: datetime | None

    @staticmethod
    def resolve_subject(run: Escalation) -> str:
        return run.subject.key


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


@router.post("/escalations/{ref}/revoke_page_links", response=RevokedOut)
def revoke_page_links(request: ApiRequest, ref: UUID) -> dict[str, int]:
    """The links in its pages open nothing any more; answers how many did."""
    run = _run(request, ref)
    if not may_answer(request.access, run):
        raise NotAllowed("Only responders, leads and whoever was paged end its links.")
    return {"revoked": revoking.revoke_page_links(run, by=request.access.actor)}


def _run(request: ApiRequest, ref: UUID) -> Escalation:
    return by_ref(Escalation.objects.visible_to(request.access), str(ref))


def _subject(key: str) -> Subject:
    try:
        return Subject.parse(key)
    except ValueError:
        raise Invalid({"subject": "Write a kind and an id, such as incident:<id>."}) from None
