"""Agents' hunches and what became of them, for programs: one's own, or those of one's team."""

from datetime import datetime

from ninja import Router, Schema
from pydantic import Field

from andon.kit.errors import Invalid, Missing
from andon.kit.rest.refs import by_ref
from andon.people.access import Access
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.people.models import User

from .actions import say_what_it_was as saying
from .models import Hunch, Incident
from .reads.calls_of import calls_of
from .reads.find_incident import find_incident

router = Router(tags=["Incidents"])


class HunchOut(Schema):
    incident: str
    title: str
    source: str = Field(description="from what: cases, emerging, alert, hand")
    declared_at: datetime
    outcome: str = Field(description="confirmed, duplicate, not_reproduced; empty: nobody has said yet")
    duplicate_of: str | None

    @staticmethod
    def resolve_incident(hunch: Hunch) -> str:
        return hunch.incident.ref

    @staticmethod
    def resolve_title(hunch: Hunch) -> str:
        return hunch.incident.title

    @staticmethod
    def resolve_duplicate_of(hunch: Hunch) -> str | None:
        return hunch.duplicate_of.ref if hunch.duplicate_of else None


class CallsOut(Schema):
    days: int
    count: int
    confirmed: int
    first: int = Field(description="confirmed, and no monitor had seen it")
    helped: int = Field(description="accounts whose cases hung on the confirmed ones")
    hunches: list[HunchOut] = Field(description="the newest hundred first")


class OutcomeIn(Schema):
    outcome: str = Field(description="confirmed, duplicate, not_reproduced")
    duplicate_of: str = Field("", description="of a duplicate: the other incident, such as I-12")


@router.get("/calls", response=CallsOut)
def list_calls(request: ApiRequest, user: str = "") -> object:
    """One's own; with `user` (id or e-mail) those of an agent whose team one leads."""
    only_for(request.access, "agent", "lead")
    if not user:
        return calls_of(request.access.user_id, request.access)
    seen = Hunch.objects.visible_to(request.access).values("user")
    return calls_of(by_ref(User.objects.filter(id__in=seen), user, human="email").id, request.access)


@router.post("/incidents/{ref}/say_what_it_was", response=HunchOut)
def say_what_it_was(request: ApiRequest, ref: str, body: OutcomeIn) -> Hunch:
    only_for(request.access, "agent", "lead", "responder")
    found = find_incident(ref, request.access, for_work=True)
    other = find_other(body.duplicate_of, request.access)
    return saying.say_what_it_was(found, outcome=body.outcome, duplicate_of=other, by=request.access.actor)


def find_other(ref: str, access: Access) -> Incident | None:
    """Of which it is a duplicate, none when nothing is named."""
    if not ref:
        return None
    try:
        return find_incident(ref, access)
    except Missing as no:
        raise Invalid({"duplicate_of": no.message}) from None
