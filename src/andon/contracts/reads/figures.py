"""The figures of contracts: as they stand, and of the periods before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.contracts.models import Contract, Correction, Terms
from andon.contracts.rules import terms as rules
from andon.contracts.rules.explain import Correction as Corrected
from andon.contracts.rules.judge import Figure, judge
from andon.contracts.rules.periods import Period, period_at, periods_before
from andon.contracts.rules.terms import Promise
from andon.kit import clock

from .hurts import Hurts, hurts_of

MOST_PERIODS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """A contract, the terms that hold, and their figure now; without terms that hold there is none."""

    contract: Contract
    terms: Terms | None
    figure: Figure | None

    @property
    def urgency(self) -> tuple[bool, float, str, str]:
        """The least left first; those that do not hold come last."""
        share = -self.figure.share if self.figure else 0.0
        return self.figure is None, share, self.contract.account.name, self.contract.name


@dataclass(frozen=True, slots=True)
class _Asked:
    contract: Contract
    terms: Terms
    promise: Promise
    period: Period


def standings(contracts: Iterable[Contract], *, at: datetime | None = None) -> list[Standing]:
    """In the order given; eight queries for any number. The contracts come with their account."""
    now = at or clock.now()
    found = list(contracts)
    asked = {one.contract.id: one for one in _asked(found, now)}
    figures = dict(zip(asked, _judged(list(asked.values()), now), strict=True))
    return [Standing(one, asked[one.id].terms if one.id in asked else None, figures.get(one.id)) for one in found]


def past_figures(contract: Contract, *, at: datetime | None = None) -> list[tuple[Terms, Figure]]:
    """The periods that are over, each judged by the terms of its time, the newest first."""
    now = at or clock.now()
    asked = []
    for terms in _terms_of([contract]):
        promise = terms.promise(contract.account.time_zone)
        asked += [_Asked(contract, terms, promise, period) for period in periods_before(promise, now, MOST_PERIODS)]
    asked = sorted(asked, key=lambda one: one.period.span[0], reverse=True)[:MOST_PERIODS]
    return [(one.terms, figure) for one, figure in zip(asked, _judged(asked, now), strict=True)]


def figure_of(contract: Contract, *, at: datetime | None = None) -> Standing:
    (one,) = standings([contract], at=at)
    return one


def _asked(contracts: Sequence[Contract], now: datetime) -> list[_Asked]:
    known = {contract.id: contract for contract in contracts}
    found = []
    for terms in _terms_of(contracts):
        contract = known[terms.contract_id]
        promise = terms.promise(contract.account.time_zone)
        if period := period_at(promise, now):
            found.append(_Asked(contract, terms, promise, period))
    return found


def _terms_of(contracts: Collection[Contract]) -> list[Terms]:
    rows = Terms.objects.filter(contract__in=[contract.id for contract in contracts])
    return list(rows.prefetch_related("services").order_by("valid_from"))


def _judged(asked: Sequence[_Asked], now: datetime) -> list[Figure]:
    if not asked:
        return []
    hurts = _hurts(asked)
    corrections = _corrections({one.contract.id for one in asked})
    return [
        judge(
            one.promise,
            one.contract.account_id,
            one.period,
            hurts.of(one.contract.account_id, covered=_covers(one.promise)),
            corrections[one.contract.id],
            now,
        )
        for one in asked
    ]


def _hurts(asked: Sequence[_Asked]) -> Hurts:
    begin = min(one.period.span[0] for one in asked)
    end = max(one.period.span[1] for one in asked)
    accounts = {one.contract.account_id for one in asked}
    return hurts_of(accounts, begin, end, covered=any(_covers(one.promise) for one in asked))


def _covers(promise: Promise) -> bool:
    return promise.counts == rules.COVERED


def _corrections(contracts: Collection[UUID]) -> dict[UUID, list[Corrected]]:
    found: dict[UUID, list[Corrected]] = defaultdict(list)
    for row in Correction.objects.filter(contract__in=contracts, taken_back_at=None):
        found[row.contract_id].append(row.corrected())
    return found
