from collections.abc import Sequence

from django.db import transaction

from andon.cases.case_in import CaseIn
from andon.cases.clocks import keep_time
from andon.cases.facts import CaseReopened, CustomerWrote
from andon.cases.holding import held, survivor_among
from andon.cases.models import Case
from andon.cases.moving import MOVED, move_to
from andon.cases.reads.name_of import name_of
from andon.cases.rules import due
from andon.cases.rules.lifecycle import CLOSED, SOLVED, after_customer_wrote
from andon.cases.timers import stop_timers
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import AttachmentIn, MessageIn
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

from .open_case import open_case


@transaction.atomic
def receive_customer_message(
    case: Case,
    *,
    by: Actor,
    body: str,
    channel: str,
    author_name: str = "",
    html: str = "",
    quoted: str = "",
    locale: str = "",
    automatic: bool = False,
    verified: bool = True,
    message_id: str | None = None,
    in_reply_to: str = "",
    attachments: Sequence[AttachmentIn] = (),
    original: str = "",
) -> Case:
    """The customer wrote in her case: our turn again, a solved case reopens. Returns the case in which it stands.

    A closed case stays closed and a follow-up opens, linked both ways. What a machine wrote is only put down.
    What is addressed to a merged case stays in its own thread, and its survivor is our turn.
    """
    rows = held(case)
    home, case = rows[case.pk], survivor_among(case, rows)
    about = list(dict.fromkeys([case.subject, *case.live_about, *home.live_about]))
    said = MessageIn(
        subject=home.subject,
        seen_by="customer",
        body=body,
        html=html,
        quoted=quoted,
        author=by,
        author_name=author_name or name_of(by),
        channel=channel,
        locale=locale,
        automatic=automatic,
        message_id=message_id,
        in_reply_to=in_reply_to,
        attachments=attachments,
        original=original,
        about=about,
    )
    if case.status == CLOSED and not automatic and not case.spam:
        return _follow_up(case, home, said, verified, by)
    (message,) = write_messages([said], by=by)
    wrote = CustomerWrote(message=message.id, channel=channel, automatic=automatic, verified=verified)
    facts: list[object] = [wrote]
    if not automatic and not case.spam:
        facts += _our_turn(case, wrote)
    record_all([Entry(fact, case.subject, by, about) for fact in facts])
    return case


def _our_turn(case: Case, wrote: CustomerWrote) -> list[object]:
    now = clock.now()
    was, facts = case.status, list[object]()
    reason = due.WROTE_AGAIN if case.unanswered_count else due.TURN
    if was == SOLVED:
        case.reopen_count += 1
        case.solved_at = None
        reason = due.REOPENED
        facts.append(CaseReopened(why="customer_wrote", count=case.reopen_count, was=was))
        stop_timers(case)
    facts += move_to(case, after_customer_wrote(was), now=now)
    keep_time(case, [wrote, *facts], now=now, reason=reason)
    case.last_customer_at = now
    case.unanswered_count += 1
    case.save(update_fields=[*MOVED, "reopen_count", "solved_at", "last_customer_at", "unanswered_count"])
    return facts


def _follow_up(case: Case, home: Case, said: MessageIn, verified: bool, by: Actor) -> Case:
    """Of whoever owned the closed case, for the customer of the one to which she wrote."""
    owner = case.owner if case.owner and case.owner.is_active and not case.owner.is_away(clock.now()) else None
    return open_case(
        CaseIn(
            title=home.title,
            body=said.body,
            html=said.html,
            quoted=said.quoted,
            contact=home.contact,
            account=home.account,
            team=case.team,
            brand=home.brand,
            mailbox=home.mailbox,
            owner=owner,
            channel=said.channel,
            locale=home.locale,
            order_number=home.order_number,
            copies=[person.address for person in home.participants.all() if person.address],
            verified=verified,
            follow_up_of=case,
            message_id=said.message_id,
            in_reply_to=said.in_reply_to,
            attachments=said.attachments,
            original=said.original,
        ),
        by=by,
    )
