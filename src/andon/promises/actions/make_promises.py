from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.moments import within_reach
from andon.promises.facts import PromiseMade
from andon.promises.holding import about, hold_cases, settle
from andon.promises.models import Promise
from andon.promises.planning import plan_ladder
from andon.promises.promise_in import PromiseIn
from andon.promises.zones import zone_of
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST = 20


@transaction.atomic
def make_promises(case: Case, items: Sequence[PromiseIn], *, by: Actor) -> list[Promise]:
    """Somebody said to the case's customer what she will do by when; from now on it has a clock.

    The same words of a message with the same moment are promised once: repeating it changes nothing.
    """
    rows = hold_cases([case.id])
    for item in items:
        _check(rows[case.id], item)
    made = [found for item in items if (found := _make(rows[case.id], item, by)) is not None]
    if Promise.objects.unanswered().filter(case=case.id).count() > MOST:
        raise Invalid({"due_at": _("So many promises of one case are open already. Keep some first.")})
    for promise in made:
        plan_ladder(promise)
        fact = PromiseMade(promise=promise.id, message=promise.message_id, due_at=promise.due_at)
        record(fact, subject=rows[case.id].subject, by=by, about=about(rows, case.id))
    if made:
        settle(rows)
    return made


def _check(case: Case, item: PromiseIn) -> None:
    if case.status == "closed":
        raise Conflict(_("The case is closed. Reopen it first."))
    if item.due_at.tzinfo is not None and item.due_at <= clock.now():
        raise Invalid({"due_at": _("That is in the past. Write a time from now on.")})
    within_reach(item.due_at, "due_at", clock.now())


def _make(case: Case, item: PromiseIn, by: Actor) -> Promise | None:
    message = item.message
    if message is not None and _is_made(item):
        return None
    return Promise.objects.create(
        case=case,
        message=message,
        start=item.start,
        end=item.end,
        due_at=item.due_at,
        zone=zone_of(case).key,
        made_by_id=by.user_id,
        made_at=clock.now(),
    )


def _is_made(item: PromiseIn) -> bool:
    return Promise.objects.filter(message=item.message, start=item.start, due_at=item.due_at).exists()
