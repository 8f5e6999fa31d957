"""Updates to customers, and who has been told, for programs. An update sent by a program leaves at once: no undo."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Missing
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import send_update as sending
from .actions import tell_by_hand as telling
from .actions import waive_recipient as waiving
from .actions import withdraw_update as withdrawing
from .actions import write_update as writing
from .models import Recipient, Update
from .reads.coverage import coverage
from .reads.preview import preview

router = Router(tags=["Updates"])
TELL = ("agent", "lead")


class UpdateIn(Schema):
    texts: dict[str, str] = Field(description="by language, en is needed; {first name} and {owner} are filled in")


class SendIn(Schema):
    digest: str = Field(max_length=64, description="of the preview; a changed audience is refused")


class UpdateOut(Schema):
    id: UUID
    number: int
    state: str
    final: bool
    written_at: datetime
    sent_at: datetime | None
    texts: dict[str, str]

    @staticmethod
    def resolve_texts(obj: Update) -> dict[str, str]:
        return {text.locale: text.body for text in obj.texts.all()}


class LetterOut(Schema):
    contact_id: UUID
    case: str
    cases: list[str]
    address: str = Field(description="empty: somebody tells her")
    copies: list[str]
    locale: str
    body: str


class LeftOutOut(Schema):
    case: str
    why: str


class PreviewOut(Schema):
    digest: str
    letters: list[LetterOut]
    left_out: list[LeftOutOut]


class RecipientOut(Schema):
    id: UUID
    update: int = Field(alias="of.number")
    contact_id: UUID
    case_id: UUID
    state: str
    why: str
    told_at: datetime | None


class CoverageOut(Schema):
    """(told + waived) of owed; in_doubt: handed over, the relay's answer not recorded yet. the_end: owed the news that
    it is over."""

    owed: int
    told: int
    waived: int
    waits: int
    failed: int
    on_its_way: int
    in_doubt: int
    the_end: int
    percent: int


class WhyIn(Schema):
    why: str


@router.get("/incidents/{ref}/updates", response=list[UpdateOut])
def list_updates(request: ApiRequest, ref: str) -> list[Update]:
    """The newest first."""
    of = Update.objects.filter(incident=_incident(request, ref)).prefetch_related("texts")
    return list(of.order_by("-number")[:200])


@router.post("/incidents/{ref}/write_update", response={201: UpdateOut})
def write_update(request: ApiRequest, ref: str, body: UpdateIn) -> Update:
    """A draft; read its preview, then send it."""
    return writing.write_update(_incident(request, ref), texts=body.texts, by=request.access.actor)


@router.get("/incidents/{ref}/updates/{number}", response=UpdateOut)
def read_update(request: ApiRequest, ref: str, number: int) -> Update:
    return _update(request, ref, number)


@router.get("/incidents/{ref}/updates/{number}/preview", response=PreviewOut)
def preview_update(request: ApiRequest, ref: str, number: int) -> PreviewOut:
    """Who would get what, who not and why; its digest is needed to send."""
    found = preview(_update(request, ref, number))
    letters = [
        LetterOut(
            contact_id=each.letter.contact.id,
            case=each.letter.case.ref,
            cases=[case.ref for case in each.letter.cases],
            address=each.letter.address,
            copies=each.copies,
            locale=each.letter.locale,
            body=each.letter.body,
        )
        for each in found.planned
    ]
    left_out = [LeftOutOut(case=left.case.ref, why=left.why) for left in found.left_out]
    return PreviewOut(digest=found.digest, letters=letters, left_out=left_out)


@router.post("/incidents/{ref}/updates/{number}/send_update", response=UpdateOut)
def send_update(request: ApiRequest, ref: str, number: int, body: SendIn) -> Update:
    update = _update(request, ref, number)
    return sending.send_update(update, digest=body.digest, by=request.access.actor, send_now=True)


@router.post("/incidents/{ref}/updates/{number}/withdraw_update", response=UpdateOut)
def withdraw_update(request: ApiRequest, ref: str, number: int) -> Update:
    """Within the ten seconds of one that was sent from a screen."""
    return withdrawing.withdraw_update(_update(request, ref, number), by=request.access.actor)


@router.get("/incidents/{ref}/coverage", response=CoverageOut)
def read_coverage(request: ApiRequest, ref: str) -> Any:
    only_for(request.access, "agent", "lead", "responder", "stakeholder")
    return coverage(find_incident(ref, request.access))


@router.get("/incidents/{ref}/recipients", response=list[RecipientOut])
def list_recipients(request: ApiRequest, ref: str, state: str = "") -> list[Recipient]:
    of = Recipient.objects.filter(of__incident=_incident(request, ref), of__state="sent").select_related("of")
    return list((of.filter(state=state) if state else of).order_by("of__number", "id")[:5000])


@router.post("/incidents/{ref}/recipients/{id}/waive_recipient", response=RecipientOut)
def waive_recipient(request: ApiRequest, ref: str, id: UUID, body: WhyIn) -> Recipient:
    return waiving.waive_recipient(_recipient(request, ref, id), why=body.why, by=request.access.actor)


@router.post("/incidents/{ref}/recipients/{id}/tell_by_hand", response=RecipientOut)
def tell_by_hand(request: ApiRequest, ref: str, id: UUID) -> Recipient:
    """Somebody told her herself: only for one whom no mail reaches."""
    return telling.tell_by_hand(_recipient(request, ref, id), by=request.access.actor)


def _incident(request: ApiRequest, ref: str) -> Incident:
    only_for(request.access, *TELL)
    return find_incident(ref, request.access, for_work=True)


def _update(request: ApiRequest, ref: str, number: int) -> Update:
    of = Update.objects.filter(incident=_incident(request, ref)).select_related("incident").prefetch_related("texts")
    update = of.filter(number=number).first() if number < 32_768 else None
    if update is None:
        raise Missing(f"There is no update {number}.")
    return update


def _recipient(request: ApiRequest, ref: str, id: UUID) -> Recipient:
    of = Recipient.objects.filter(of__incident=_incident(request, ref))
    recipient = of.filter(id=id).first()
    if recipient is None:
        raise Missing("There is no such recipient.")
    return recipient
