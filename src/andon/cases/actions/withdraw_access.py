from collections.abc import Sequence

from django.db import transaction

from andon.cases.facts import AccessWithdrawn
from andon.cases.models import Case, Grant
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def withdraw_access(cases: Sequence[Case], *, source: Subject, by: Actor) -> None:
    """What was granted because of this source is over for these cases. Repeating it changes nothing."""
    grants = Grant.objects.filter(case__in=cases, source_kind=source.kind, source_id=source.id)
    counts: dict[Subject, int] = {}
    for grant in grants.select_related("case"):
        counts[grant.case.subject] = counts.get(grant.case.subject, 0) + 1
    grants.delete()
    record_all([Entry(AccessWithdrawn(count=count), case, by, [source]) for case, count in counts.items()])
