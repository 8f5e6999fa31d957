from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from andon.channels.due import hand_over, hand_over_mails
from andon.channels.models import Delivery, Mailbox
from andon.channels.models.delivery import State
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject
from andon.work.lanes import TELL
from andon.work.plan import Planned, plan_all
from andon.work.tasks import Task

AUTOMATIC_A_DAY = 5
"""Automatic mails (receipts, links) to one address in 24 hours, so that nobody can make us flood a stranger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryIn:
    """`key` makes twice impossible. `not_before` leaves time to take it back.

    With a `link_purpose`, LINK in the text becomes a signed link of the recipient to the subject, under `link_path`;
    it is made at the hand-over, so that the ledger holds no link. `mailbox`: where a mail leaves from; None is the
    configured address.
    """

    key: str
    purpose: str
    subject: Subject
    recipient: Subject
    address: str
    headline: str
    text: str
    channel: str = "email"
    recipient_name: str = ""
    sender_name: str = ""
    copies: Sequence[str] = ()
    reply_to: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    attachments: Sequence[UUID] = ()
    link_purpose: str = ""
    link_path: str = ""
    automatic: bool = False
    mailbox: Mailbox | None = None
    lane: str = TELL
    not_before: datetime | None = None


@transaction.atomic
def deliver(deliveries: Sequence[DeliveryIn]) -> list[Delivery]:
    """Enter deliveries into the ledger and plan their hand-over; a key that is there already is not sent again.

    Returns the ledger's rows in order. A fixed number of statements for any number.
    """
    now = clock.now()
    wanted = {given.key: given for given in deliveries}
    known = {row.key: row for row in Delivery.objects.filter(key__in=wanted)}
    new = {key: _row(given, now) for key, given in wanted.items() if key not in known}
    _suppress_floods(list(new.values()), now)
    insert_rows(list(new.values()), skip_known=True)
    plan_all(
        Planned(
            task=_hand_over(wanted[key]),
            args={"key": key},
            key=f"delivery:{key}",
            run_at=wanted[key].not_before,
            lane=wanted[key].lane,
        )
        for key, row in new.items()
        if row.state == State.PLANNED
    )
    rows = known | new
    return [rows[given.key] for given in deliveries]


def _hand_over(given: DeliveryIn) -> Task:
    """What somebody here is told may be called off by what she is told beside it, so it goes alone."""
    together = given.channel == "email" and given.recipient.kind == "contact"
    return hand_over_mails if together else hand_over


def new_message_id(mailbox: Mailbox | None = None) -> str:
    """A Message-ID of ours (RFC 5322 section 3.6.4)."""
    return f"<{new_id()}@{mailbox.domain if mailbox else settings.MAIL_ADDRESS.rpartition('@')[2]}>"


def _row(given: DeliveryIn, now: datetime) -> Delivery:
    return Delivery(
        at=now,
        id=new_id(),
        key=given.key,
        purpose=given.purpose,
        subject_kind=given.subject.kind,
        subject_id=given.subject.id,
        recipient_kind=given.recipient.kind,
        recipient_id=given.recipient.id,
        channel=given.channel,
        address=given.address,
        recipient_name=given.recipient_name,
        sender_name=given.sender_name,
        headline=given.headline,
        text=given.text,
        copies=list(given.copies),
        reply_to=given.reply_to,
        message_id=given.message_id or new_message_id(given.mailbox),
        in_reply_to=given.in_reply_to,
        references=list(given.references),
        attachments=list(given.attachments),
        link_purpose=given.link_purpose,
        link_path=given.link_path,
        automatic=given.automatic,
        mailbox=given.mailbox if given.mailbox and given.mailbox.is_stored else None,
    )


def _suppress_floods(rows: list[Delivery], now: datetime) -> None:
    automatic = [row for row in rows if row.automatic]
    if not automatic:
        return
    recent = Delivery.objects.filter(
        address__in={row.address for row in automatic}, at__gt=now - timedelta(days=1), automatic=True
    )
    sent = dict(recent.values_list("address").annotate(count=Count("id")))
    for row in automatic:
        sent[row.address] = sent.get(row.address, 0) + 1
        if sent[row.address] > AUTOMATIC_A_DAY:
            row.state, row.error = State.SUPPRESSED, "too many automatic mails to this address today"
