from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.conversations.facts import MessageWritten
from andon.conversations.keep_files import keep_files
from andon.conversations.message_in import MessageIn
from andon.conversations.models import Message, Thread
from andon.conversations.reads.people_mentioned import people_mentioned
from andon.conversations.reads.threads_of import make_threads
from andon.conversations.rules.audience import AUDIENCES
from andon.conversations.rules.clean_html import clean_html
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

LONGEST = 100_000


@transaction.atomic
def write_messages(items: Sequence[MessageIn], *, by: Actor) -> list[Message]:
    """Write many in a fixed number of statements, one result per item in order.

    A Message-ID that is known already gives back the message it has; nothing is written twice.
    """
    if not items:
        return []
    known = {
        message.message_id: message
        for message in Message.objects.filter(message_id__in=[item.message_id for item in items if item.message_id])
    }
    fresh: dict[str, MessageIn] = {}
    for item in items:
        if item.message_id not in known:
            fresh.setdefault(item.message_id or str(item.key()), item)
    threads, begun = make_threads([item.subject for item in fresh.values()])
    mentions = people_mentioned(list(fresh.values()))
    rows = {
        name: _row(item, threads[item.subject], mentions[position], by)
        for position, (name, item) in enumerate(fresh.items())
    }
    insert_rows(list(rows.values()))
    keep_files([(rows[name], item.attachments) for name, item in fresh.items()])
    record_all([_entry(item, rows[name], begun, by) for name, item in fresh.items()])
    return [known.get(item.message_id) or rows[item.message_id or str(item.key())] for item in items]


def _row(item: MessageIn, thread: Thread, mentions: Sequence[Subject], by: Actor) -> Message:
    if item.seen_by not in AUDIENCES:
        raise Invalid({"seen_by": _("Say who may read it: customer, agents or engineering.")})
    author = item.author or by
    body = clean(item.body, "body", LONGEST)
    if not body and not item.html and not item.attachments:
        raise Invalid({"body": _("Write something first.")})
    return Message(
        id=item.key(),
        thread=thread,
        seen_by=item.seen_by,
        author_kind=author.kind,
        author_id=author.id,
        author_name=clean(item.author_name, "author_name", 200),
        body=body,
        html=clean_html(item.html),
        quoted=clean(item.quoted, "quoted", LONGEST),
        channel=item.channel,
        locale=item.locale,
        automatic=item.automatic,
        message_id=item.message_id,
        in_reply_to=item.in_reply_to,
        written_at=item.written_at or clock.now(),
        undo_until=item.undo_until,
        original_id=item.original or None,
        mentions=[person.id for person in mentions],
    )


def _entry(item: MessageIn, message: Message, begun: set[Subject], by: Actor) -> Entry:
    first = item.subject in begun
    begun.discard(item.subject)
    body = MessageWritten(
        message=message.id,
        seen_by=message.seen_by,
        channel=message.channel,
        first_of_thread=first,
        mentions=list(message.mentions),
    )
    about = [*item.about, *(Subject("user", person) for person in message.mentions)]
    return Entry(body, item.subject, by, about)
