from django.db import transaction

from andon.cases.models import Case
from andon.kit import clock
from andon.suggestions.facts import CaseUnrelated
from andon.suggestions.models import RelatedCase
from andon.suggestions.rules.ordered import later_first
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def unrelate_cases(case: Case, other: Case, *, by: Actor) -> None:
    """Two cases do not belong together after all. Repeating it changes nothing."""
    Case.objects.locked(case, other, merged=True)
    later, earlier = later_first(case.pk, other.pk)
    if RelatedCase.objects.filter(case=later, other=earlier, ended_at=None).update(ended_at=clock.now()):
        pairs = ((case, other), (other, case))
        record_all([Entry(CaseUnrelated(case=of.id), one.subject, by, one.live_about) for one, of in pairs])
