"""What we write to a case's customer: a message in her thread, and its delivery in the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from andon.channels.actions.deliver import DeliveryIn, deliver, new_message_id
from andon.channels.email.tokens import reply_address
from andon.channels.links import LINK
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import AttachmentIn, MessageIn
from andon.conversations.models import Message
from andon.customers.models import ContactPoint
from andon.timeline.actor import Actor
from andon.work.lanes import TELL, TELL_VIP

from .from_whom import FromWhom, from_whom
from .mails import follow_line
from .models import Case, Participant
from .portal_link import PATH, PURPOSE

MOST_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class Written:
    """`delivery_key` is "" when the customer has no e-mail address: she reads it in the portal."""

    message: Message
    delivery_key: str


def write_to_customer(
    case: Case,
    body: str,
    *,
    by: Actor,
    name: str,
    purpose: str,
    attachments: Sequence[AttachmentIn] = (),
    undo_until: datetime | None = None,
    automatic: bool = False,
) -> Written:
    """Into the thread and, where she has an address, on its way; in the transaction of the change."""
    before, sender = thread_ids(case), from_whom(case)
    (message,) = write_messages(
        [
            MessageIn(
                subject=case.subject,
                seen_by="customer",
                body=body,
                author_name=name,
                channel="email",
                locale=case.locale,
                automatic=automatic,
                message_id=new_message_id(sender.mailbox),
                in_reply_to=before[-1] if before else "",
                undo_until=undo_until,
                attachments=attachments,
                about=case.live_about,
            )
        ],
        by=by,
    )
    return Written(message, _send(case, message, sender, before, purpose, undo_until, automatic))


def _send(
    case: Case,
    message: Message,
    sender: FromWhom,
    before: list[str],
    purpose: str,
    not_before: datetime | None,
    automatic: bool,
) -> str:
    address = address_of(case)
    if case.contact is None or not address:
        return ""
    signature = "\n".join(line for line in (message.author_name, sender.signature, case.ref) if line)
    copies = copies_of(case)
    # A signed link is one person's: what others read in copy has none.
    follow = "" if copies else "\n\n" + follow_line(case.locale, LINK)
    given = DeliveryIn(
        key=f"message:{message.id}",
        purpose=purpose,
        subject=case.subject,
        recipient=case.contact.subject,
        recipient_name=case.contact.name,
        address=address,
        sender_name=sender.called(message.author_name),
        headline=f"Re: {case.title}",
        text=f"{message.body}{follow}\n\n-- \n{signature}",
        copies=copies,
        reply_to=reply_address(case.id, sender.mailbox),
        mailbox=sender.mailbox,
        message_id=message.message_id or "",
        in_reply_to=before[-1] if before else "",
        references=before,
        attachments=[file.id for file in message.attachments.all()],
        automatic=automatic,
        lane=TELL_VIP if case.tier == "strategic" else TELL,
        not_before=not_before,
        link_purpose="" if copies else PURPOSE,
        link_path=PATH,
    )
    deliver([given])
    return given.key


def address_of(case: Case) -> str:
    """The first e-mail address of its contact, or ""."""
    point = ContactPoint.objects.filter(contact_id=case.contact_id, kind="email").first() if case.contact_id else None
    return point.value if point else ""


def copies_of(case: Case) -> list[str]:
    """The addresses in copy."""
    return list(Participant.objects.filter(case=case).exclude(address="").values_list("address", flat=True))


def thread_ids(case: Case) -> list[str]:
    """The Message-IDs of what the customer has seen of the thread, oldest first, for References; hers of merged cases
    too."""
    hers = Case.objects.with_homes([case.id]).filter(Q(id=case.id) | Q(contact=case.contact_id)).order_by().values("id")
    seen = Message.objects.standing().filter(
        thread__subject_kind="case",
        thread__subject_id__in=hers,
        seen_by="customer",
        message_id__isnull=False,
    )
    newest = seen.order_by("-written_at", "-id").values_list("message_id", flat=True)[:MOST_REFERENCES]
    return [str(known) for known in reversed(newest)]
