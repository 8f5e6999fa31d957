from collections.abc import Sequence

from django.db import transaction

from andon.cases.case_in import MOST_TAGS, clean_tags
from andon.cases.clocks import DUE, know_again
from andon.cases.facts import CaseTagged
from andon.cases.models import Case
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def tag_case(case: Case, *, by: Actor, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Case:
    """Add tags and take some away; lower case, at most twenty. Repeating it changes nothing."""
    (case,) = Case.objects.locked(case)
    gone = set(clean_tags(remove))
    wanted = [tag for tag in dict.fromkeys([*case.tags, *clean_tags(add)]) if tag not in gone][:MOST_TAGS]
    added = [tag for tag in wanted if tag not in case.tags]
    removed = [tag for tag in case.tags if tag not in wanted]
    if added or removed:
        case.tags = wanted
        know_again([case])
        case.save(update_fields=["tags", *DUE])
        record(CaseTagged(added=added, removed=removed), subject=case.subject, by=by, about=case.live_about)
    return case
