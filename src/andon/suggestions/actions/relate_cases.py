from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.suggestions.facts import CaseRelated
from andon.suggestions.models import RelatedCase
from andon.suggestions.rules.ordered import later_first
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def relate_cases(case: Case, other: Case, *, by: Actor) -> RelatedCase:
    """Say that two cases belong together, each for itself; both show it. Repeating it changes nothing."""
    if case.pk == other.pk:
        raise Invalid({"case": _("A case is not related to itself.")})
    Case.objects.locked(case, other)
    later, earlier = later_first(case.pk, other.pk)
    row, made = RelatedCase.objects.get_or_create(
        case_id=later, other_id=earlier, ended_at=None, defaults={"related_at": clock.now()}
    )
    if made:
        pairs = ((case, other), (other, case))
        record_all([Entry(CaseRelated(case=of.id), one.subject, by, one.live_about) for one, of in pairs])
    return row
