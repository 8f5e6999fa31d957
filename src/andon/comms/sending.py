"""Letters into their threads, the ledger and the obligations: a fixed number of statements for any number."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from andon.cases.actions.owe import owe
from andon.cases.from_whom import FromWhom, our_senders
from andon.cases.mails import follow_line
from andon.cases.models import Participant
from andon.cases.models.obligation import Kind
from andon.cases.obligation_in import ObligationIn
from andon.cases.portal_link import PATH, PURPOSE
from andon.cases.reads.name_of import name_of
from andon.channels.actions.deliver import DeliveryIn, deliver, new_message_id
from andon.channels.email.tokens import reply_address
from andon.channels.links import link_to
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import MessageIn
from andon.conversations.models import Message
from andon.timeline.actor import Actor
from andon.work.lanes import TELL, TELL_VIP

from .audience import Letter
from .models import Recipient, Update
from .models.recipient import State

MOST_REFERENCES = 20


def send_letters(update: Update, letters: Sequence[Letter], *, by: Actor, not_before: datetime | None) -> None:
    """In the transaction of the change. Keys are of (update, contact), so nobody can get it twice."""
    if not letters:
        return
    Recipient.objects.bulk_create(
        [
            Recipient(
                of=update,
                contact=letter.contact,
                case=letter.case,
                delivery_key=key_of(update, letter) if letter.address else "",
                state=State.OWED if letter.address else State.WAITS,
                why="" if letter.address else "no e-mail address is known",
            )
            for letter in letters
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )
    before = _thread_ids([letter.case.id for letter in letters])
    senders = our_senders()
    froms = [senders.of(letter.case) for letter in letters]
    written = [
        _message(letter, before[letter.case.id], sender, not_before)
        for letter, sender in zip(letters, froms, strict=True)
    ]
    messages = write_messages(written, by=by)
    _deliver(update, list(zip(letters, messages, froms, strict=True)), before, by, not_before)
    owe(
        [
            ObligationIn(
                case=case,
                contact=letter.contact,
                kind=Kind.TELL,
                source=update.subject,
                label=update.incident.title,
                delivery_key=key_of(update, letter),
            )
            for letter in letters
            for case in letter.cases
        ],
        by=by,
    )


def key_of(update: Update, letter: Letter) -> str:
    return f"update:{update.id}:{letter.contact.id}"


def _message(letter: Letter, before: list[str], sender: FromWhom, undo_until: datetime | None) -> MessageIn:
    return MessageIn(
        subject=letter.case.subject,
        seen_by="customer",
        body=letter.body,
        author_name=sender.brand.name,
        channel="email",
        locale=letter.locale,
        message_id=new_message_id(sender.mailbox),
        in_reply_to=before[-1] if before else "",
        undo_until=undo_until,
        about=letter.case.live_about,
    )


def _deliver(
    update: Update,
    pairs: Sequence[tuple[Letter, Message, FromWhom]],
    before: dict[UUID, list[str]],
    by: Actor,
    not_before: datetime | None,
) -> None:
    name = name_of(by)
    copies: dict[UUID, list[str]] = defaultdict(list)
    in_copy = Participant.objects.filter(case__in=[letter.case for letter, _message, _sender in pairs]).exclude(
        address=""
    )
    for case, address in in_copy.values_list("case_id", "address"):
        copies[case].append(address)

    def follow(letter: Letter) -> str:
        # A signed link is one person's: what others read in copy has none.
        if copies[letter.case.id]:
            return ""
        return "\n\n" + follow_line(letter.locale, link_to(letter.case.subject))

    deliver(
        [
            DeliveryIn(
                key=key_of(update, letter),
                purpose="update",
                subject=update.subject,
                recipient=letter.contact.subject,
                recipient_name=letter.contact.name,
                address=letter.address,
                sender_name=sender.called(name),
                headline=f"Re: {letter.case.title}",
                text=f"{letter.body}{follow(letter)}\n\n-- \n{sender.signature}\n{letter.case.ref}",
                copies=copies[letter.case.id],
                reply_to=reply_address(letter.case.id, sender.mailbox),
                mailbox=sender.mailbox,
                message_id=message.message_id or "",
                in_reply_to=message.in_reply_to,
                references=before[letter.case.id],
                lane=TELL_VIP if letter.case.tier == "strategic" else TELL,
                not_before=not_before,
                link_purpose="" if copies[letter.case.id] else PURPOSE,
                link_path=PATH,
            )
            for letter, message, sender in pairs
            if letter.address
        ]
    )


def _thread_ids(cases: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Per case the Message-IDs of what its customer has seen, oldest first; one query."""
    seen = Message.objects.standing().filter(
        thread__subject_kind="case", thread__subject_id__in=cases, seen_by="customer", message_id__isnull=False
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for case, message_id in seen.order_by("written_at", "id").values_list("thread__subject_id", "message_id"):
        found[case].append(str(message_id))
    return defaultdict(list, {case: ids[-MOST_REFERENCES:] for case, ids in found.items()})
