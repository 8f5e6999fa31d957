"""When to look at a contract again: due work at the instant of its next rung or credit, planned with each change."""

from datetime import datetime, timedelta

from andon.kit import clock
from andon.work.plan import cancel, plan

from .models import Contract, Terms
from .reads.figures import Standing
from .rules.hours import midnight
from .rules.judge import RUNGS, Figure
from .rules.terms import ROLLING

# The instant itself still belongs to what was before.
_PAST = timedelta(seconds=1)
_DAY = timedelta(days=1)


def watch(standing: Standing, passed: set[str]) -> None:
    """In the transaction of the change; nothing is planned where nothing runs."""
    from .due import look_again

    key = f"contract:{standing.contract.id}"
    at = _next(standing, passed)
    if at is None:
        cancel(key)
    else:
        plan(look_again, {"contract": str(standing.contract.id)}, key=key, run_at=at + _PAST)


def _next(standing: Standing, passed: set[str]) -> datetime | None:
    figure = standing.figure
    if figure is None:
        return _begin_of_terms(standing.contract)
    if not figure.running:
        return None
    rungs = [figure.rung_at(rung) for rung in RUNGS if rung_key(rung) not in passed]
    credits = [step.at for step in figure.steps if not step.passed]
    return min(at for at in [*rungs, *credits, _end(figure)] if at)


def _end(figure: Figure) -> datetime:
    """Another period begins, or (rolling) another day."""
    return clock.now() + _DAY if figure.promise.period == ROLLING else figure.period.span[1]


def _begin_of_terms(contract: Contract) -> datetime | None:
    now = clock.now()
    for terms in Terms.objects.filter(contract=contract).order_by("valid_from"):
        begin = midnight(terms.valid_from, terms.promise(contract.account.time_zone).zone)
        if begin > now:
            return begin
    return None


def rung_key(rung: int) -> str:
    return f"rung:{rung}"
