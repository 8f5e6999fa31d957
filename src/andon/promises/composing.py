"""What an agent chose in the composer about what she promises: to keep it (unless she says not), and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.conversations.models import Message
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor

from .actions.make_promises import make_promises
from .promise_in import PromiseIn
from .reads.promised_in import Seen, promised_in

SHOWN, KEPT, AT = "promise", "promise_keep", "promise_at_"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`typed`: another time, as she typed it."""

    seen: Seen
    keep: bool
    typed: str


def chosen_in(found: Sequence[Seen], typed: QueryDict) -> list[Chosen]:
    """What was not shown yet is kept."""
    shown, kept = set(typed.getlist(SHOWN)), set(typed.getlist(KEPT))
    return [Chosen(one, one.key not in shown or one.key in kept, typed.get(f"{AT}{one.key}", "")[:40]) for one in found]


def heed_promises(case: Case, message: Message, typed: QueryDict, *, by: Actor) -> None:
    """With the answer that she sends: whatever it promises becomes a promise."""
    wanted = [one for one in chosen_in(promised_in(case, message.body), typed) if one.keep]
    items = [
        PromiseIn(due_at=moment_of(one), message=message, start=one.seen.start, end=one.seen.end) for one in wanted
    ]
    if items:
        make_promises(case, items, by=by)


def moment_of(one: Chosen) -> datetime:
    """Raises Invalid for a time that is none."""
    if not one.typed or one.typed == shown_at(one.seen.due_at):
        return one.seen.due_at
    try:
        found = parse_datetime(one.typed)
    except ValueError:
        found = None
    if found is None:
        raise Invalid({"body": _("The changed time of your promise is no day and time.")})
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def shown_at(moment: datetime) -> str:
    """As a field for a day and a time has it, by the reader's clock."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
