"""The thread of a case as a reader sees it: messages with what became of them, and what happened in between."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from andon.cases.models import Case, StepTried
from andon.cases.rules.channels import channel_word
from andon.channels.email.proof import Proof
from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.channels.reads.proofs import proofs
from andon.conversations.models import Message
from andon.kit import clock
from andon.people.access import Access
from andon.timeline.models import RecordedFact
from andon.timeline.reads.history import history
from andon.ui.templatetags.ui import day_time

from .case_messages import case_messages, origins
from .event_words import Event, event_words
from .proof_words import ProofWords, proof_words

MOST_FACTS = 300
STANDS_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a message on its way to the customer."""

    state: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A message, an event, or what another room shows here. `undo`: the reader may still take it back. `origin`: the
    other case where it stands."""

    at: datetime
    message: Message | None = None
    origin: str = ""
    event: Event | None = None
    told: Told | None = None
    proof: ProofWords | None = None
    undo: bool = False
    shown: SafeString | None = None

    @property
    def channel(self) -> str:
        return channel_word(self.message.channel) if self.message else ""

    @property
    def is_ours(self) -> bool:
        return self.message is not None and not self.message.is_from_customer


def thread_lines(
    homes: Sequence[Case], seen_by: Collection[str], access: Access, steps: Sequence[StepTried]
) -> list[Line]:
    """Oldest first; a fixed number of queries. `homes`: the case, and those merged into it."""
    case, messages = homes[0], case_messages(homes, seen_by)
    sent, proved = _deliveries(messages), proofs(message.original_id or "" for message in messages)
    origin = origins(messages, case, homes)
    lines = [_line(message, sent, proved, access, case, origin.get(message.id, "")) for message in messages]
    facts = history([home.subject for home in homes], seen_by=seen_by, limit=MOST_FACTS)
    events = event_words(_own(facts, homes), homes, steps=steps, reader=access.user_id)
    lines += [Line(event.at, event=event, origin=event.origin) for event in events]
    # Stable: at one instant the message comes first, then what followed from it.
    return _each_once(sorted(lines, key=lambda line: line.at))


def with_pieces(lines: Sequence[Line], pieces: Iterable[tuple[datetime, SafeString]]) -> list[Line]:
    """Other rooms' pieces each at its time; stable, so that a message comes first at one instant."""
    return sorted([*lines, *(Line(at, shown=shown) for at, shown in pieces)], key=lambda line: line.at)


_SAID_BY_THE_SURVIVOR = {"cases.CaseMerged", "cases.MergeUndone"}


def _own(facts: Sequence[RecordedFact], homes: Sequence[Case]) -> list[RecordedFact]:
    """What happened to these cases themselves; that one was merged is said once, by its survivor."""
    own, merged = homes[0].id, {home.id for home in homes[1:]}
    return [
        fact
        for fact in facts
        if fact.subject_kind == "case"
        and (fact.subject_id == own or (fact.subject_id in merged and fact.kind not in _SAID_BY_THE_SURVIVOR))
    ]


def _each_once(lines: Sequence[Line]) -> list[Line]:
    """Events that say the same right after each other, as when two updates owe the same, are said once."""
    shown: list[Line] = []
    for line in lines:
        before = shown[-1] if shown else None
        if line.event and before and before.event and before.event.text == line.event.text:
            continue
        shown.append(line)
    return shown


def _deliveries(messages: Sequence[Message]) -> dict[str, Delivery]:
    ours = [message.message_id for message in messages if message.message_id and not message.is_from_customer]
    if not ours:
        return {}
    found = Delivery.objects.filter(message_id__in=ours).only("at", "id", "message_id", "state", "told_at", "error")
    return {delivery.message_id: delivery for delivery in found}


def _line(
    message: Message, sent: dict[str, Delivery], proved: dict[str, Proof], access: Access, case: Case, origin: str
) -> Line:
    undo = message.author == access.actor and message.can_be_undone(clock.now())
    told = None
    if message.seen_by == "customer" and not message.is_from_customer:
        told = _told(sent.get(message.message_id or ""), case)
    proof = proved.get(message.original_id or "")
    shown = proof_words(proof) if proof else None
    return Line(message.written_at, message=message, origin=origin, told=told, proof=shown, undo=undo)


def _told(delivery: Delivery | None, case: Case) -> Told:
    """In words that an agent can repeat to a customer who asks whether it went out."""
    if delivery is None:
        return Told("none", "eye", _("to read in the portal"))
    when = {"time": day_time(delivery.told_at)} if delivery.told_at else {"time": ""}
    return {
        State.PLANNED: Told("watch", "clock", _("on its way")),
        State.HANDING_OVER: Told("watch", "clock", _("on its way")),
        State.HANDED_OVER: Told("none", "send", _("handed over")),
        State.TOLD: Told("ok", "check", _("arrived %(time)s") % when),
        State.FAILED: Told("broken", "alert", _("could not be delivered: %(why)s") % {"why": delivery.error[:120]}),
        State.BOUNCED: Told("broken", "alert", _("came back: %(why)s") % {"why": delivery.error[:120]}),
        State.SUPPRESSED: Told("risk", "stop", _("not sent: %(why)s") % {"why": delivery.error[:120]}),
        State.WITHDRAWN: Told("none", "undo", _("taken back")),
    }[State(delivery.state)]


def taken_back(case: Case, access: Access) -> str:
    """What the reader took back a moment ago and has not written anew: it stands in the composer again."""
    hers = Message.objects.filter(
        thread__subject_kind="case",
        thread__subject_id__in=Case.objects.with_homes([case.id]).order_by().values("id"),
        author_kind=access.actor.kind,
        author_id=access.actor.id,
    )
    last = hers.order_by("-written_at", "-id").only("body", "withdrawn_at").first()
    if last is None or last.withdrawn_at is None or last.withdrawn_at < clock.now() - STANDS_AGAIN:
        return ""
    return last.body
