from django.db import transaction

from andon.contracts.facts import CorrectionTakenBack
from andon.contracts.models import Correction
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_correction_back(correction: Correction, *, by: Actor) -> Correction:
    """It counts no more; who made it and why stays. Repeating it changes nothing."""
    correction = Correction.objects.select_for_update().get(id=correction.id)
    if correction.taken_back_at is None:
        correction.taken_back_at = clock.now()
        correction.save(update_fields=["taken_back_at"])
        contract = correction.contract
        taken = CorrectionTakenBack(correction=correction.id)
        record(taken, subject=contract.subject, by=by, about=[contract.account.subject])
    return correction
