from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.contracts.facts import MinutesCorrected
from andon.contracts.models import Contract, Correction
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record

LONGEST = timedelta(days=92)


@transaction.atomic
def correct_minutes(
    contract: Contract, *, adds: bool, begins_at: datetime, ends_at: datetime, why: str, by: Actor
) -> Correction:
    """Add a stretch to what a contract was cost, or take one away, with the reason. What is taken away counts never.

    It lies in the past. Each call corrects; the API repeats by Idempotency-Key.
    """
    check_moment(begins_at, "begins_at")
    check_moment(ends_at, "ends_at")
    why = clean(why, "why", 500, required=True)
    if ends_at <= begins_at:
        raise Invalid({"ends_at": _("It ends before it begins.")})
    if ends_at > clock.now():
        raise Invalid({"ends_at": _("Only what has been can be corrected.")})
    if ends_at - begins_at > LONGEST:
        raise Invalid({"ends_at": _("At most %(n)s days at once.") % {"n": LONGEST.days}})
    made = Correction.objects.create(
        contract=contract,
        adds=adds,
        begins_at=begins_at,
        ends_at=ends_at,
        why=why,
        made_by=by.key,
        made_at=clock.now(),
    )
    corrected = MinutesCorrected(correction=made.id, adds=adds, begins_at=begins_at, ends_at=ends_at)
    record(corrected, subject=contract.subject, by=by, about=[contract.account.subject])
    return made
