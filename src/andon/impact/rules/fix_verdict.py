"""Whether a fix works, from who still reports after it.

A customer reports once, so reports run dry while the fault is still there; and some who met it before the fix report
after it. So the number seen is not compared with the number before but with what would have come had nothing changed:
each of the customers who report meets the fault after a while (mean `meets`) and reports some time later (mean
`lags`). Both, how many they are and when it began are unknown, and are weighed over a grid by how well they explain
the reports before the fix. After it, `left` of the meetings go on: below one half of them it works.

Peeking does not help to be wrong: with even odds beforehand, P > .95 is reached by chance in one case of twenty at
most, however often one looks. That holds as far as the models are true, and real delays are none of them: the more
reports, the surer a wrong shape would be of itself. So the shape of the reports before the fix is believed as if they
were `_BELIEVED` at most (a power of the likelihood: Miller and Dunson, "Robust Bayesian inference via coarsening",
2019); how many there were counts whole. Times are minutes from any zero.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, expm1, log

VERIFIED, PROBABLE, EARLY, FAILED = "verified", "probable", "early", "failed"
SURE, LIKELY = 0.95, 0.9

FEWEST = 5
"""With fewer reporters than these the curve says nothing of a fix."""

_MEETS = (4.0, 8.0, 15.0, 28.0, 50.0, 90.0, 170.0, 360.0, 900.0, 3000.0)
_LAGS = (1.5, 4.2, 8.5, 14.5, 23.0, 35.0)
_BEFORE = (0.5, 3.0, 8.0, 16.0)
_LEFT = ((0.0, 0.1), (0.05, 0.15), (0.15, 0.15), (0.3, 0.1), (0.7, 0.1), (1.0, 0.3), (1.4, 0.1))
_HALF = 0.5
_SHAPE, _RATE = 0.5, 0.002
_BELIEVED = 30
_TINY = 1e-12
_RARELY = 0.01
_MANY = 150
"""Above it whole minutes are exact enough."""
_HORIZON = (5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 360)
_STILL_THOUGH_FIXED = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`reports`: when each distinct reporter first reported. `still_broken` and `works`: answers of customers after
    the fix, and those who reported once more. `usual`: weights of mean minutes until customers met earlier faults."""

    reports: Sequence[float]
    fixed_at: float
    now: float
    still_broken: int = 0
    works: int = 0
    usual: Mapping[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`chance` that it works; `expected` reports since, had nothing changed; `seen` reports since. `possible_at`: when
    it can be told at the earliest, None when reports alone will not tell within six hours."""

    word: str
    chance: float
    expected: float
    seen: int
    possible_at: float | None = None


def judge_fix(given: Evidence) -> Verdict:
    """Pure: the same evidence, the same verdict."""
    reports = [at for at in given.reports if at <= given.now]
    seen = sum(at > given.fixed_at for at in reports)
    if len(reports) - seen < 1 or (len(reports) < FEWEST and not given.still_broken + given.works):
        return Verdict(EARLY, _HALF, 0.0, seen)
    explained = _explain(given)
    chance, expected = _weigh(explained, given.now - given.fixed_at)
    word = _word(chance)
    possible = given.now if word == VERIFIED else None
    return Verdict(word, chance, expected, seen, possible if word in (VERIFIED, FAILED) else _when(given, explained))


def chance_it_works(given: Evidence) -> float:
    """Of evidence with at least one report before the fix."""
    return _weigh(_explain(given), given.now - given.fixed_at)[0]


def _word(chance: float) -> str:
    if chance > SURE:
        return VERIFIED
    if chance > LIKELY:
        return PROBABLE
    return FAILED if chance < 1 - LIKELY else EARLY


def _when(given: Evidence, explained: Sequence["_Explained"]) -> float | None:
    """At the earliest: when nobody reports any more from now on."""
    since = given.now - given.fixed_at
    return next((given.now + more for more in _HORIZON if _weigh(explained, since + more)[0] > SURE), None)


@dataclass(frozen=True, slots=True)
class _Explained:
    """How well one model explains the reports: `early` and, per share left, `late` (logarithms); `came` is the part of
    all reporters that reported before the fix, `waiting` how many a minute would go on, `goes_on` the part that had not
    met it yet."""

    model: "_Model"
    early: float
    late: tuple[float, ...]
    before: float
    after: int
    came: float
    waiting: float
    goes_on: float


def _explain(given: Evidence) -> list[_Explained]:
    """Each model of the grid, with what it makes of the reports until now."""
    places = 1 if len(given.reports) <= _MANY else 0
    late = Counter(round(at - given.fixed_at, places) for at in given.reports if given.fixed_at < at <= given.now)
    answers = [_answers(left, given) + log(weight) for left, weight in _LEFT]
    found = []
    for before in _BEFORE:
        begin = min(given.reports) - before
        early = Counter(round(at - begin, places) for at in given.reports if at <= given.fixed_at)
        for meets in _MEETS:
            prior = log((given.usual or {}).get(meets, 1.0) + _RARELY)
            found += [
                _of_model(_Model(meets, lags), early, late, given.fixed_at - begin, prior, answers) for lags in _LAGS
            ]
    return found


def _of_model(
    model: "_Model",
    early: Mapping[float, int],
    late: Mapping[float, int],
    fixed: float,
    prior: float,
    answers: Sequence[float],
) -> _Explained:
    waiting, goes_on, came = model.density(fixed), exp(-fixed / model.meets), model.until(fixed)
    many_before = sum(early.values())
    shape = sum(many * log(max(model.density(at), _TINY)) for at, many in early.items())
    shape -= many_before * log(_RATE + came)
    parts = [(waiting * exp(-at / model.lags), goes_on * model.density(at), many) for at, many in late.items()]
    return _Explained(
        model=model,
        early=prior + shape * min(1.0, _BELIEVED / max(many_before, 1)) + many_before * log(_RATE + came),
        late=tuple(
            answer + sum(many * log(max(a + left * b, _TINY)) for a, b, many in parts)
            for (left, _weight), answer in zip(_LEFT, answers, strict=True)
        ),
        before=_SHAPE + many_before,
        after=sum(late.values()),
        came=came,
        waiting=waiting,
        goes_on=goes_on,
    )


def _weigh(explained: Sequence[_Explained], since: float) -> tuple[float, float]:
    """So many minutes after the fix, without reports beyond those known: the chance that less than half of it is left,
    and the reports expected had nothing changed."""
    weights = [weight for one in explained for weight in _weights(one, since)]
    top = max(weight for weight, _left, _expected in weights)
    total = works = expected = 0.0
    for weight, left, would in weights:
        share = exp(weight - top)
        total += share
        works += share if left < _HALF else 0.0
        expected += share * would
    return works / total, expected / total


def _weights(one: _Explained, since: float) -> list[tuple[float, float, float]]:
    """Per share left: its weight (logarithm), the share, and the reports expected had nothing changed. How many the
    reporters are is integrated out (a Gamma prior, nearly flat)."""
    rest = one.waiting * one.model.lags * -expm1(-since / one.model.lags)
    whole = one.goes_on * one.model.until(since)
    would = one.before / (_RATE + one.came) * (rest + whole)
    count = one.before + one.after
    return [
        (one.early + late - count * log(_RATE + one.came + rest + left * whole), left, would)
        for (left, _weight), late in zip(_LEFT, one.late, strict=True)
    ]


def _answers(left: float, given: Evidence) -> float:
    """What customers answer says more than who is silent."""
    broken = min(_STILL_THOUGH_FIXED + 0.9 * left, 0.97)
    return given.still_broken * log(broken) + given.works * log(1 - broken)


@dataclass(frozen=True, slots=True)
class _Model:
    """Customers meet the fault after `meets` minutes and report `lags` minutes later, both at random."""

    meets: float
    lags: float

    def density(self, at: float) -> float:
        return (exp(-at / self.meets) - exp(-at / self.lags)) / (self.meets - self.lags) if at > 0 else 0.0

    def until(self, at: float) -> float:
        if at <= 0:
            return 0.0
        fall = self.meets * exp(-at / self.meets) - self.lags * exp(-at / self.lags)
        return 1 - fall / (self.meets - self.lags)


def fit_usual(delays: Sequence[Sequence[float]]) -> dict[float, float]:
    """Weights of each mean from earlier incidents: minutes from the first report of each to its others."""
    found = dict.fromkeys(_MEETS, 0.0)
    for times in delays:
        later = [max(at, 0.1) for at in times if at > 0]
        if len(later) < FEWEST:
            continue
        mean = sum(later) / len(later)
        logs = {meets: -len(later) * (log(meets) + mean / meets) for meets in _MEETS}
        top = max(logs.values())
        total = sum(exp(value - top) for value in logs.values())
        for meets, value in logs.items():
            found[meets] += exp(value - top) / total
    many = sum(found.values())
    return {meets: weight / many * len(_MEETS) for meets, weight in found.items()} if many else {}
