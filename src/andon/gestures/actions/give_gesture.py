from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.gestures.facts import GestureGiven
from andon.gestures.giving import about
from andon.gestures.models import Gesture, GestureKind
from andon.gestures.money import read_money
from andon.gestures.owing import owe_gesture
from andon.gestures.reads.limit_for import limit_for
from andon.gestures.rules.limits import may_give_alone
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def give_gesture(
    case: Case, *, kind: GestureKind, by: Actor, why: str, amount: Decimal | str | None = None, currency: str = ""
) -> Gesture:
    """Give the customer something. Within the giver's limit it is owed at once, above it a lead decides first.

    The customer hears nothing of it. Each call gives; the API repeats by Idempotency-Key.
    """
    why = clean(why, "why", 500, required=True)
    if not kind.is_active:
        raise Invalid({"kind": _("This is no longer given.")})
    money: tuple[Decimal | None, str] = read_money(amount, currency) if kind.has_amount else (None, "")
    (case,) = Case.objects.locked(case)
    alone = may_give_alone(money[0], limit_for(by, money[1]))
    gesture = Gesture(
        case=case, kind=kind, amount=money[0], currency=money[1], why=why, asked_by=by.key, asked_at=clock.now()
    )
    if alone:
        gesture.obligation = owe_gesture(gesture, by)
    gesture.save(force_insert=True)
    fact = GestureGiven(**gesture.coded, waits=not alone)  # type: ignore[arg-type]
    record(fact, subject=case.subject, by=by, about=about(gesture, case))
    return gesture
