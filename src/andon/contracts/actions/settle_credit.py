from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from andon.contracts.facts import CreditSettled
from andon.contracts.models import Contract, Settlement, Terms
from andon.contracts.reads.figures import past_figures
from andon.contracts.rules.judge import Figure
from andon.gestures.models import Gesture
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid, Missing
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def settle_credit(
    contract: Contract, *, period: date, by: Actor, gesture: Gesture | None = None, reference: str = ""
) -> Settlement:
    """Note that the credit of a period that is over was given: by this gesture, or elsewhere under this reference.

    Once for each period; Conflict for a second time.
    """
    contract = Contract.objects.select_for_update(of=("self",)).select_related("account").get(id=contract.id)
    reference = clean(reference, "reference", 120)
    if gesture is None and not reference:
        raise Invalid({"reference": _("Name the gesture, or the number of the booking.")})
    terms, figure = _owing(contract, period)
    if Settlement.objects.filter(terms=terms, period=period).exists():
        raise Conflict(_("It is noted as given already."))
    if gesture is not None:
        _check(gesture, contract, figure)
    made = Settlement.objects.create(
        contract=contract,
        terms=terms,
        period=period,
        amount=gesture.amount if gesture and gesture.amount else figure.owed,
        currency=figure.promise.currency,
        gesture=gesture,
        reference=reference,
        settled_by=by.key,
        settled_at=clock.now(),
    )
    settled = CreditSettled(
        period=period, amount=str(made.amount), currency=made.currency, gesture=gesture.id if gesture else None
    )
    record(settled, subject=contract.subject, by=by, about=[contract.account.subject])
    return made


def _owing(contract: Contract, period: date) -> tuple[Terms, Figure]:
    for terms, figure in past_figures(contract):
        if figure.period.first == period and figure.owed:
            return terms, figure
    raise Missing(_("No credit is owed for this period."))


def _check(gesture: Gesture, contract: Contract, figure: Figure) -> None:
    hers = Q(case__account=contract.account_id) | Q(case__merged_into__account=contract.account_id)
    if not Gesture.objects.filter(hers, id=gesture.id).exists():
        raise Invalid({"gesture": _("This was given to another account.")})
    if gesture.state in ("declined", "waived"):
        raise Invalid({"gesture": _("This was not given.")})
    if gesture.amount is None or gesture.currency != figure.promise.currency:
        raise Invalid({"gesture": _("This has no amount in the contract’s currency.")})
    if Settlement.objects.filter(gesture=gesture).exists():
        raise Invalid({"gesture": _("This settled another period already.")})
