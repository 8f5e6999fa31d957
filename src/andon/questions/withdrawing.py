"""Taking asks out of the table: whoever was asked owes no answer any more."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from andon.cases.actions.waive_obligations import waive_obligations
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

from .facts import AskWithdrawn
from .holding import about, throughs
from .models import Ask
from .rules.asked import MERGED, OVER, UNLINKED
from .rules.lifecycle import CLOSED, WITHDRAWN

_ONLY_UNANSWERED = (CLOSED, OVER)


def withdraw_asks(asks: Sequence[tuple[Ask, str]], *, by: Actor) -> None:
    """Each with its reason; in the transaction of the change, a fixed number of statements a reason."""
    of: dict[str, list[Ask]] = defaultdict(list)
    for ask, why in asks:
        of[why].append(ask)
    cases = throughs([ask for ask, _why in asks]) if asks else {}
    gone = set[UUID]()
    for why, some in of.items():
        owed = [ask.obligation for ask in some if ask.obligation is not None]
        if owed:
            waive_obligations(owed, why=_words(why), by=by)
        wanted = Ask.objects.filter(id__in=[ask.id for ask in some])
        if why in _ONLY_UNANSWERED:
            # Who answered while we waited for her case is in the table, and stays there.
            wanted = wanted.filter(answer=None)
        gone |= set(wanted.values_list("id", flat=True))
        wanted.update(withdrawn_at=clock.now(), withdrawn_why=why)
    left = [(ask, why) for ask, why in asks if ask.id in gone]
    record_all([Entry(_fact(ask, why), ask.case.subject, by, about(ask, cases[ask.id])) for ask, why in left])


def _fact(ask: Ask, why: str) -> AskWithdrawn:
    question = ask.question
    return AskWithdrawn(question=question.id, incident=question.incident_id, ask=ask.id, why=why)


def _words(why: str) -> str:
    return {
        MERGED: _("asked once, in the case that stays"),
        UNLINKED: _("no longer linked to the incident"),
        OVER: _("the case is over"),
        CLOSED: _("the question was closed"),
        WITHDRAWN: _("the question was withdrawn"),
    }[why]
