from uuid import UUID

from django.db import transaction

from andon.cases.clock_subjects import CaseClocks
from andon.cases.models import Case
from andon.cases.rules.lifecycle import CLOSED
from andon.targets.recomputing import work_out_again
from andon.work.plan import plan

PART = 500


@transaction.atomic
def know_account_again(account: UUID, *, after: UUID | None = None) -> int:
    """Something about an account changed that promises may depend on (its tier, an attribute): the clocks of its open
    cases are worked out anew, in parts of five hundred in the order of their ids. How many this part was."""
    from andon.cases.due import know_account_again as go_on

    wanted = Case.objects.standing().exclude(status=CLOSED).filter(account=account).order_by("id")
    ids = list((wanted.filter(id__gt=after) if after else wanted).values_list("id", flat=True)[:PART])
    if ids:
        adapter = CaseClocks()
        adapter.hold(ids)
        work_out_again(adapter.kind, ids)
    if len(ids) == PART:
        plan(go_on, {"account": str(account), "after": str(ids[-1])}, key=f"cases:account:{account}")
    return len(ids)
