"""Mail that was kept, and what became of what we sent, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema

from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import take_in_mail as taking_in_mail
from .api_mailboxes import mailboxes
from .models import Delivery, InboundMail
from .reads.mail_in import kept_mails
from .reads.mail_out import Sent, deliveries

router = Router(tags=["Channels"])
router.add_router("", mailboxes)


class MailOut(Schema):
    id: UUID
    received_at: datetime
    state: str
    why: str
    sender: str
    headline: str
    envelope_from: str
    envelope_to: list[str]
    mailbox_id: UUID | None
    proof: dict[str, Any] | None


class DeliveryOut(Schema):
    """Without what it says, and without a customer's whole address."""

    id: UUID
    at: datetime
    purpose: str
    subject: str
    channel: str
    to: str
    state: str
    attempts: int
    told_at: datetime | None
    error: str

    @staticmethod
    def resolve_subject(delivery: Delivery) -> str:
        return delivery.subject.key

    @staticmethod
    def resolve_to(delivery: Delivery) -> str:
        return Sent(delivery).to


@router.get("/kept_mail", response=Page[MailOut])
def list_kept_mail(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    only_for(request.access, "administrator")
    return page(kept_mails(), "-received_at", "-id", window=window)


@router.post("/kept_mail/{ref}/take_in_mail", response=MailOut)
def take_in_mail(request: ApiRequest, ref: UUID) -> InboundMail:
    """Try again, after what kept it was mended; its state says whether it was taken."""
    only_for(request.access, "administrator")
    return taking_in_mail.take_in_mail(by_ref(kept_mails(), str(ref)).id)


@router.get("/deliveries", response=Page[DeliveryOut])
def list_deliveries(
    request: ApiRequest, window: Query[Window], trouble: bool = False, purpose: str = ""
) -> dict[str, Any]:
    """The newest first; `trouble`: those alone that failed, came back or were held back."""
    only_for(request.access, "administrator")
    return page(deliveries(trouble=trouble, purpose=purpose), "-at", "-id", window=window)
