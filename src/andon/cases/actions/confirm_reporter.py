from django.db import transaction

from andon.cases.clocks import DUE, know_again
from andon.cases.facts import ReporterConfirmed
from andon.cases.holding import held, survivor_among
from andon.cases.models import Case
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def confirm_reporter(case: Case, *, by: Actor) -> Case:
    """Whoever reported is who she says: she used what only her mailbox was sent, or somebody here knows her otherwise.

    From now on news of what concerns her case is owed to her; also of another of hers into which it was merged.
    Repeating it changes nothing.
    """
    rows = held(case)
    home, through = rows[case.pk], survivor_among(case, rows)
    for one in {home.pk: home, through.pk: through}.values():
        if not one.verified and one.contact_id == home.contact_id:
            one.verified = True
            know_again([one])
            one.save(update_fields=["verified", *DUE])
            record(ReporterConfirmed(), subject=one.subject, by=by, about=one.live_about)
    return home
