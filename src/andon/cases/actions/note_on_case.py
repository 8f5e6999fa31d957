from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.clocks import DUE, keep_time
from andon.cases.facts import NoteWritten
from andon.cases.models import Case, Participant
from andon.cases.reads.name_of import name_of
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import AttachmentIn, MessageIn
from andon.conversations.models import Message
from andon.conversations.rules.audience import AGENTS, ENGINEERING
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.targets.reads.notes_may_count import notes_may_count
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def note_on_case(
    case: Case, *, by: Actor, body: str, seen_by: str = "agents", attachments: Sequence[AttachmentIn] = ()
) -> Message:
    """Write what the customer does not see. Whoever it calls by @name takes part from now on. Each call writes."""
    if seen_by not in (AGENTS, ENGINEERING):
        raise Invalid({"seen_by": _("A note is for agents or for engineering.")})
    said = MessageIn(
        subject=case.subject,
        seen_by=seen_by,
        body=body,
        author_name=name_of(by),
        channel="console",
        attachments=attachments,
        about=case.live_about,
    )
    (message,) = write_messages([said], by=by)
    if message.mentions:
        now = clock.now()
        Participant.objects.bulk_create(
            [Participant(case=case, user_id=person, added_at=now) for person in message.mentions],
            ignore_conflicts=True,
        )
    note = NoteWritten(message=message.id, seen_by=seen_by, mentions=list(message.mentions))
    _count(case, note)
    record(note, subject=case.subject, by=by, about=[*case.live_about, *_called(message)])
    return message


def _count(case: Case, note: NoteWritten) -> None:
    """Where a policy says so, a note is an answer."""
    if notes_may_count():
        (held,) = Case.objects.locked(case)
        keep_time(held, [note], now=clock.now())
        held.save(update_fields=DUE)


def _called(message: Message) -> list[Subject]:
    return [Subject("user", person) for person in message.mentions]
