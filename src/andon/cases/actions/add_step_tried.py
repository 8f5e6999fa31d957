from django.db import transaction

from andon.cases.facts import StepTriedAdded
from andon.cases.models import Case, StepTried
from andon.cases.reads.name_of import name_of
from andon.kit import clock
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def add_step_tried(case: Case, *, by: Actor, what: str, result: str = "") -> StepTried:
    """Remember what was tried, so that nobody asks for it again; the account's later cases show it too.

    The same step with the same result is remembered once.
    """
    what, result = clean(what, "what", 300, required=True), clean(result, "result", 300)
    (case,) = Case.objects.locked(case)
    if known := StepTried.objects.filter(case=case, what__iexact=what, result__iexact=result).first():
        return known
    step = StepTried.objects.create(case=case, what=what, result=result, by_name=name_of(by), tried_at=clock.now())
    record(StepTriedAdded(step=step.id), subject=case.subject, by=by, about=case.live_about)
    return step
