from django.db import transaction

from andon.cases.clocks import keep_time
from andon.cases.models import Case
from andon.cases.moving import MOVED, move_to
from andon.cases.rules.lifecycle import WAITING_CUSTOMER, WAITING_OTHERS
from andon.kit import clock
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

CUSTOMER = "customer"


@transaction.atomic
def wait_for(case: Case, *, who: str, by: Actor) -> Case:
    """Somebody else has the ball: "customer", or whoever is named in words. Naming another changes the name."""
    who = clean(who, "who", 200, required=True)
    (case,) = Case.objects.locked(case)
    status = WAITING_CUSTOMER if who == CUSTOMER else WAITING_OTHERS
    now = clock.now()
    facts = move_to(case, status, now=now)
    keep_time(case, facts, now=now)
    case.waits_for = "" if who == CUSTOMER else who
    case.save(update_fields=MOVED)
    record_all([Entry(fact, case.subject, by, case.live_about) for fact in facts])
    return case
