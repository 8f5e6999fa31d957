from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.bulk_acts import act_named
from andon.cases.bulk_given import read_given
from andon.cases.bulk_progress import go_on
from andon.cases.facts_own import BulkPrepared
from andon.cases.forgetting import plan_forgetting
from andon.cases.models import BulkItem, BulkRun, Case
from andon.cases.rules.bulk import MOST_CASES
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.access import Access
from andon.timeline.record import record


@transaction.atomic
def prepare_bulk(cases: Sequence[Case], *, act: str, given: Mapping[str, Any], by: Access) -> BulkRun:
    """Try one act on many cases without effect, so that she sees what it would do; up to a hundred at once, more of
    them as due work. Nothing is changed until `run_bulk`."""
    if by.user_id is None:
        raise Invalid({"": _("A program acts at once.")})
    cases = list(dict.fromkeys(cases))
    if not cases or len(cases) > MOST_CASES:
        raise Invalid({"cases": _("From one to %(count)s cases.") % {"count": MOST_CASES}})
    act_named(act)
    read_given(act, given)
    run = BulkRun.objects.create(user_id=by.user_id, act=act, given=dict(given), total=len(cases), made_at=clock.now())
    items = [BulkItem(run=run, case=case, position=place) for place, case in enumerate(cases)]
    BulkItem.objects.bulk_create(items, batch_size=1000)
    record(BulkPrepared(act=act, count=len(items)), subject=run.subject, by=by.actor, about=[run.user.subject])
    plan_forgetting()
    return go_on(run)
