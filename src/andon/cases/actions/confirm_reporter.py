from django.db import transaction

from andon.cases.facts import ReporterConfirmed
from andon.cases.models import Case
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def confirm_reporter(case: Case, *, by: Actor) -> Case:
    """Whoever reported is who she says: she used what only her mailbox was sent, or somebody here knows her otherwise.

    From now on news of what concerns her case is owed to her. Repeating it changes nothing.
    """
    (case,) = Case.objects.locked(case, merged=True)
    if case.verified:
        return case
    case.verified = True
    case.save(update_fields=["verified"])
    record(ReporterConfirmed(), subject=case.subject, by=by, about=case.live_about)
    return case
