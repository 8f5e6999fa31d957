"""Search and parked work, for programs."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from andon.cases.models import Case
from andon.cases.reads.search_cases import search_cases
from andon.customers.reads.search_customers import search_customers
from andon.kit.rest.batch import MOST_ITEMS
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.work.models import DueWork
from andon.work.parked import parked

from .actions import put_away_set_up as putting
from .actions import try_parked_work_again as trying
from .reads.set_up import Step, set_up_steps

router = Router(tags=["Console"])


class Hit(Schema):
    kind: str
    id: UUID
    title: str
    detail: str
    why: str = Field(description="what matched, in words")


class ParkedOut(Schema):
    id: int
    task: str
    lane: str
    attempts: int
    parked_at: datetime
    error: str


class StepOut(Schema):
    code: str = Field(description="team, people, mail, key, schedule or policy")
    label: str
    about: str
    done: bool


class TryAgain(Schema):
    ids: list[int] = Field(max_length=MOST_ITEMS)


class Tried(Schema):
    count: int


@router.get("/search", response=list[Hit])
def search(request: ApiRequest, q: str) -> list[Hit]:
    hits = search_customers(q, request.access)
    customers = [
        Hit(kind=hit.kind, id=found.id, title=hit.title, detail=hit.detail, why=hit.why)
        for hit in hits
        if (found := hit.contact or hit.account)
    ]
    cases = [
        Hit(kind="case", id=case.id, title=case.title, detail=case.ref, why=_stands(case))
        for case in search_cases(q, request.access, customers=hits)
    ]
    return customers + cases


def _stands(case: Case) -> str:
    if case.merged_into:
        return _("Merged into %(ref)s") % {"ref": case.merged_into.ref}
    return case.get_status_display()


@router.get("/set_up", response=list[StepOut])
def list_set_up(request: ApiRequest) -> list[Step]:
    """What a new installation needs, each with whether it is there."""
    only_for(request.access, "administrator")
    return set_up_steps(request.access.user_id)


@router.post("/set_up/put_away_set_up", response=list[StepOut])
def put_away_set_up(request: ApiRequest) -> list[Step]:
    """The start shows the list no longer."""
    only_for(request.access, "administrator")
    putting.put_away_set_up(by=request.access.actor)
    return set_up_steps(request.access.user_id)


@router.get("/parked_work", response=list[ParkedOut])
def list_parked_work(request: ApiRequest) -> list[DueWork]:
    only_for(request.access, "administrator")
    return parked()


@router.post("/parked_work/try_parked_work_again", response=Tried)
def try_parked_work_again(request: ApiRequest, body: TryAgain) -> Tried:
    only_for(request.access, "administrator")
    return Tried(count=trying.try_parked_work_again(body.ids, by=request.access.actor))
