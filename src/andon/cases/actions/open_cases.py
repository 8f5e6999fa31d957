from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from andon.cases.case_in import CaseIn
from andon.cases.clocks import open_clocks
from andon.cases.facts import CaseAssigned, CaseOpened, FollowUpOpened
from andon.cases.fields_of import change_of
from andon.cases.models import Case, CasePolicy, CaseType, Participant, ProposedCopy, StepTried
from andon.cases.opening import known_by_key, new_case, next_numbers, share_out
from andon.cases.reads.case_policy import case_policy
from andon.cases.reads.case_types import case_types, default_type, live_fields
from andon.cases.reads.name_of import name_of
from andon.cases.rules.due import NEW
from andon.cases.rules.priorities import check_priority
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import MessageIn
from andon.customers.reads.find_contacts import find_contacts
from andon.kit import clock
from andon.kit.errors import Refused
from andon.kit.insert_rows import insert_rows
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def open_cases(items: Sequence[CaseIn], *, by: Actor) -> list[Case | Refused]:
    """Open many in a fixed number of statements; per item the case or why it was refused, in order.

    Each case goes to the least loaded available member of its team, or stands in the team's queue. An external key
    that has a case already gives that case back.
    """
    policy = case_policy()
    checked = [_check(item, policy) for item in _typed(items)]
    good = [item for item in checked if isinstance(item, CaseIn)]
    known = known_by_key([item.external_key for item in good])
    fresh: dict[str, CaseIn] = {}
    for item in good:
        if not item.external_key or item.external_key not in known:
            fresh.setdefault(_key(item), item)
    opened = _open(fresh, policy, by) if fresh else {}
    return [
        item if isinstance(item, Refused) else known.get(item.external_key) or opened[_key(item)] for item in checked
    ]


def _typed(items: Sequence[CaseIn]) -> list[CaseIn]:
    """Who names no type gets that of the case she follows up, or the usual one; two queries for any number."""
    types = case_types() if any(item.case_type is None for item in items) else []
    return [item if item.case_type else replace(item, case_type=_usual_type(item, types)) for item in items]


def _usual_type(item: CaseIn, types: Sequence[CaseType]) -> CaseType | None:
    before = item.follow_up_of.case_type_id if item.follow_up_of else None
    return next((one for one in types if one.id == before), None) or default_type(item.channel, types)


def _check(item: CaseIn, policy: CasePolicy) -> CaseIn | Refused:
    try:
        if item.priority:
            check_priority(item.priority, policy.priorities)
        return item.checked()
    except Refused as refused:
        return refused


def _key(item: CaseIn) -> str:
    return item.external_key or f"item:{id(item)}"


def _open(fresh: dict[str, CaseIn], policy: CasePolicy, by: Actor) -> dict[str, Case]:
    now = clock.now()
    numbers = next_numbers(len(fresh))
    cases = {
        key: new_case(item, number, policy, now) for (key, item), number in zip(fresh.items(), numbers, strict=True)
    }
    share_out(list(cases.values()), now)
    open_clocks(list(cases.values()), reason=NEW, now=now)
    insert_rows(list(cases.values()))
    pairs = [(cases[key], item) for key, item in fresh.items()]
    _write_sides(pairs, by)
    write_messages([_first_message(case, item, by) for case, item in pairs if _says_something(item)], by=by)
    record_all([entry for case, item in pairs for entry in _entries(case, item, by)])
    return cases


def _says_something(item: CaseIn) -> bool:
    return bool(item.body or item.html or item.attachments)


def _write_sides(pairs: Sequence[tuple[Case, CaseIn]], by: Actor) -> None:
    now = clock.now()
    said = name_of(by) if any(item.steps_tried for _case, item in pairs) else ""
    steps = [
        StepTried(case=case, what=what, by_name=case.contact.name if case.contact else said, tried_at=now)
        for case, item in pairs
        for what in item.steps_tried
    ]
    if steps:
        StepTried.objects.bulk_create(steps)
    addresses = {address for _case, item in pairs for address in item.copies}
    if addresses:
        known = find_contacts(addresses)
        Participant.objects.bulk_create(
            Participant(case=case, contact=known.get(address), address=address, added_at=now)
            for case, item in pairs
            for address in item.copies
        )
    proposed = [
        ProposedCopy(case=case, address=address, proposed_at=now)
        for case, item in pairs
        for address in item.proposed_copies
    ]
    if proposed:
        ProposedCopy.objects.bulk_create(proposed, ignore_conflicts=True)


def _first_message(case: Case, item: CaseIn, by: Actor) -> MessageIn:
    contact = case.contact
    return MessageIn(
        subject=case.subject,
        seen_by="customer",
        body=item.body,
        html=item.html,
        quoted=item.quoted,
        author=contact.actor if contact else by,
        author_name=contact.name if contact else name_of(by),
        channel=item.channel,
        locale=item.locale,
        message_id=item.message_id,
        in_reply_to=item.in_reply_to,
        attachments=item.attachments,
        original=item.original,
        about=case.live_about,
    )


def _entries(case: Case, item: CaseIn, by: Actor) -> list[Entry]:
    opened = CaseOpened(
        number=case.number,
        channel=case.channel,
        team=case.team_id,
        verified=case.verified,
        receipt=item.receipt,
        follow_up_of=case.follow_up_of_id,
    )
    entries = [Entry(opened, case.subject, by, case.live_about)]
    if case.owner_id:
        how = "chosen" if item.owner else "least_loaded"
        entries.append(Entry(CaseAssigned(to_user=case.owner_id, how=how), case.subject, by, case.live_about))
    if case.fields:
        changed = change_of(case, {}, live_fields(case.case_type), opening=True)
        entries.append(Entry(changed, case.subject, by, case.live_about))
    if item.follow_up_of:
        entries.append(Entry(FollowUpOpened(follow_up=case.id), item.follow_up_of.subject, by, [case.subject]))
    return entries
