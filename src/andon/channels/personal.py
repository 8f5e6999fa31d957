"""What this room holds about a person: the mails that she sent, as they came, and what went out to her."""

from typing import Any

from andon.customers.models import Contact
from andon.work.blobs import forget, keep

from .actions.withdraw_delivery import withdraw_delivery
from .models import Delivery, InboundMail, Suppression
from .models.delivery import State

GONE = "—"


def export(contact: Contact) -> dict[str, list[dict[str, Any]]]:
    return {
        "went_out": [
            {"at": one.at.isoformat(), "address": one.address, "headline": one.headline, "text": one.text}
            for one in _to(contact).order_by("at")
        ],
        "came_in": [
            {"at": mail.received_at.isoformat(), "headline": mail.headline}
            for mail in _from(contact).order_by("received_at")
        ],
        "not_written_to": [
            {"address": one.address, "reason": one.reason, "why": one.why, "since": one.since.isoformat()}
            for one in _stopped(contact)
        ],
    }


def erase(contact: Contact) -> None:
    """Addresses and words go; that something was sent, when, and whether it arrived stays. Nothing more goes out."""
    for key in _to(contact).filter(state=State.PLANNED).values_list("key", flat=True):
        withdraw_delivery(key)
    _to(contact).update(address="", recipient_name=GONE, headline=GONE, text=GONE, copies=[], error="")
    _stopped(contact).delete()
    mails = _from(contact)
    contents = list(mails.values_list("blob_id", flat=True))
    if contents:
        mails.update(blob=keep(b""), envelope_from="", envelope_to=[], sender=GONE, headline=GONE, proof=None)
        forget(contents)


def _to(contact: Contact) -> Any:
    return Delivery.objects.filter(recipient_kind="contact", recipient_id=contact.id)


def _stopped(contact: Contact) -> Any:
    emails = contact.points.filter(kind="email").values_list("value", flat=True)
    return Suppression.objects.filter(address__in=list(emails))


def _from(contact: Contact) -> Any:
    emails = contact.points.filter(kind="email").values_list("value", flat=True)
    return InboundMail.objects.filter(sender__in=list(emails))
