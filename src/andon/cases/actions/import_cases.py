from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from andon.cases.clocks import open_clocks
from andon.cases.facts import CaseImported
from andon.cases.imported_case import ImportedCase
from andon.cases.models import Case
from andon.cases.opening import known_by_key, new_case, next_numbers
from andon.cases.reads.case_policy import case_policy
from andon.cases.reads.name_of import name_of
from andon.cases.rules.due import NEW
from andon.cases.rules.lifecycle import CLOSED
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import MessageIn
from andon.kit import clock
from andon.kit.errors import Refused
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@dataclass(frozen=True, slots=True)
class Brought:
    """`case` None: it would be brought. `is_new` False: its key has a case already, which stays as it is."""

    case: Case | None
    is_new: bool


@transaction.atomic
def import_cases(items: Sequence[ImportedCase], *, by: Actor, only_check: bool = False) -> list[Brought | Refused]:
    """Bring old cases with their own times, in a fixed number of statements; per item what became of it, in order.

    Nobody is written to, nobody is woken, and nobody is given one who was not named. `only_check`: nothing is stored.
    """
    checked = [_check(item) for item in items]
    good: dict[str, ImportedCase] = {}
    for item in checked:
        if isinstance(item, ImportedCase):
            good.setdefault(item.case.external_key, item)
    known = known_by_key(list(good))
    fresh = {key: item for key, item in good.items() if key not in known}
    made = dict.fromkeys(fresh) if only_check else _bring(fresh, by)
    brought: list[Brought | Refused] = []
    for item in checked:
        key = item.case.external_key if isinstance(item, ImportedCase) else ""
        is_new = key in fresh
        # Of two of one key in a batch the first counts.
        fresh.pop(key, None)
        brought.append(item if isinstance(item, Refused) else Brought(made.get(key) or known.get(key), is_new))
    return brought


def _check(item: ImportedCase) -> ImportedCase | Refused:
    try:
        return item.checked()
    except Refused as refused:
        return refused


def _bring(fresh: dict[str, ImportedCase], by: Actor) -> dict[str, Case | None]:
    if not fresh:
        return {}
    now, policy = clock.now(), case_policy()
    rows: dict[str, Case] = {}
    for (key, item), number in zip(fresh.items(), next_numbers(len(fresh)), strict=True):
        rows[key] = new_case(item.case, number, policy, now)
        item.write_on(rows[key])
    # What was closed elsewhere was never promised here.
    open_clocks([row for row in rows.values() if row.status != CLOSED], reason=NEW, now=now)
    Case.objects.bulk_create(rows.values(), batch_size=1000)
    name = name_of(by)
    write_messages([_first(rows[key], item, by, name) for key, item in fresh.items() if item.case.body], by=by)
    record_all([_entry(row, by) for row in rows.values()])
    return {**rows}


def _first(row: Case, item: ImportedCase, by: Actor, name: str) -> MessageIn:
    return MessageIn(
        subject=row.subject,
        seen_by="customer",
        body=item.case.body,
        author=row.contact.actor if row.contact else by,
        author_name=row.contact.name if row.contact else name,
        channel=row.channel,
        locale=row.locale,
        written_at=item.opened_at,
        about=row.live_about,
    )


def _entry(row: Case, by: Actor) -> Entry:
    fact = CaseImported(
        number=row.number,
        status=row.status,
        close_reason=row.close_reason,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )
    return Entry(fact, row.subject, by, row.live_about)
