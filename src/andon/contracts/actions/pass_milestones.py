from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from andon.contracts.facts import CreditFellDue, RungReached
from andon.contracts.models import Contract, Milestone, Terms
from andon.contracts.reads.figures import Standing, standings
from andon.contracts.rules.judge import Figure, StepAt
from andon.contracts.rules.periods import THIRTY_DAYS
from andon.contracts.rules.terms import ROLLING
from andon.contracts.telling import tell_of_rung
from andon.contracts.watching import rung_key, watch
from andon.kit import clock
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record

SYSTEM = Actor.system("contracts")


@transaction.atomic
def pass_milestones(contracts: Collection[UUID]) -> None:
    """Tell of the rungs and credits that these contracts passed while something runs, each once a period, and plan
    when to look again. Of several rungs at once the highest is told. Repeating it changes nothing."""
    held = Contract.objects.select_for_update(of=("self",)).select_related("account").order_by("id")
    for standing in standings(held.filter(id__in=list(contracts))):
        watch(standing, _pass(standing))


def _pass(standing: Standing) -> set[str]:
    """What is known as passed of this period afterwards."""
    figure, terms = standing.figure, standing.terms
    if figure is None or terms is None:
        return set()
    known = _known(terms, figure)
    if not figure.running:
        return known
    rungs = [rung for rung in figure.reached() if rung_key(rung) not in known]
    steps = [step for step in figure.steps if step.passed and _credit_key(step) not in known]
    new = [*map(rung_key, rungs), *map(_credit_key, steps)]
    rows = [
        Milestone(contract=standing.contract, terms=terms, period=_period(figure), what=what, at=clock.now())
        for what in new
    ]
    Milestone.objects.bulk_create(rows)
    for step in steps:
        _record_credit(standing.contract, figure, step)
    if rungs:
        _record_rung(standing.contract, figure, max(rungs))
        tell_of_rung(standing.contract, figure, max(rungs), by=SYSTEM)
    return known | set(new)


def _known(terms: Terms, figure: Figure) -> set[str]:
    """Of this period; of rolling ones what was passed within its thirty days."""
    rows = Milestone.objects.filter(terms=terms)
    if figure.promise.period == ROLLING:
        rows = rows.filter(at__gt=clock.now() - THIRTY_DAYS)
    else:
        rows = rows.filter(period=figure.period.first)
    return set(rows.values_list("what", flat=True))


def _period(figure: Figure) -> date:
    if figure.promise.period == ROLLING:
        return clock.now().astimezone(figure.promise.zone).date()
    return figure.period.first


def _credit_key(step: StepAt) -> str:
    return f"credit:{step.step.below.normalize():f}"


def _about(contract: Contract, figure: Figure) -> list[Subject]:
    return [contract.account.subject, *(Subject("incident", hurt.id) for hurt in figure.running)]


def _record_rung(contract: Contract, figure: Figure, rung: int) -> None:
    reached = RungReached(
        contract=contract.id,
        account=contract.account_id,
        period=_period(figure),
        rung=rung,
        minutes_left=int(figure.left.total_seconds() // 60),
    )
    record(reached, subject=contract.subject, by=SYSTEM, about=_about(contract, figure))


def _record_credit(contract: Contract, figure: Figure, step: StepAt) -> None:
    due = CreditFellDue(
        contract=contract.id,
        account=contract.account_id,
        period=_period(figure),
        below=f"{step.step.below.normalize():f}",
        amount=str(step.amount),
        currency=figure.promise.currency,
    )
    record(due, subject=contract.subject, by=SYSTEM, about=_about(contract, figure))
