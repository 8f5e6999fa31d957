from andon.cases.models import Case, StepTried
from andon.customers.models import Account


def steps_of_account(account: Account | None, *, but: Case | None = None, limit: int = 20) -> list[StepTried]:
    """What was tried in the account's cases, newest first, so that nobody asks again; one query."""
    if account is None:
        return []
    tried = StepTried.objects.filter(case__account=account).select_related("case")
    if but is not None:
        tried = tried.exclude(case__in=Case.objects.with_homes([but.id]))
    return list(tried.order_by("-tried_at", "-id")[:limit])
