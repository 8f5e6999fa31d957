from math import isfinite

from django.db import transaction
from django.utils.translation import gettext as _

from andon.emerging.facts import ScanSet
from andon.emerging.models import ScanState
from andon.emerging.state import SCAN, lock_scan, note_decision
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record

LEAST, MOST, MOST_BUDGET = -60.0, -4.0, 50.0


@transaction.atomic
def set_scan(*, watch: float, emerging: float, budget: float, by: Actor) -> ScanState:
    """How rare chance must be before something is shown, and before people are told. Holds for what is heard next.

    Raises Invalid for values out of reach, and when people would be told of what is not even shown.
    """
    faults = {
        name: _("Between −60 and −4.")
        for name, value in (("watch", watch), ("emerging", emerging))
        if not isfinite(value) or not LEAST <= value <= MOST
    }
    if not isfinite(budget) or not 0 <= budget <= MOST_BUDGET:
        faults["budget"] = _("Between 0 and 50.")
    if not faults and emerging > watch:
        faults["emerging"] = _("People are told of what is at least as rare as what is shown.")
    if faults:
        raise Invalid(faults)
    state = lock_scan()
    state.watch, state.emerging, state.budget = watch, emerging, budget
    state.save(update_fields=["watch", "emerging", "budget"])
    note_decision()
    record(ScanSet(watch=watch, emerging=emerging, budget=budget), subject=SCAN, by=by)
    return state
