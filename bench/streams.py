"""Weeks of reports with incidents hidden in them, and how well they are found.

Background: Poisson with day and night, over intents by Zipf. A week holds 24 incidents: 8 small (5 to 8 reports in an
hour), 8 middling (10 to 20), 4 large (30 to 60), 4 slow (8 to 14 in six hours); a quarter of them overlap. To mislead:
three surges of the usual mix at four times the volume, and eight customers who say the same six times. Texts of
incidents are no texts of the background.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy

HOUR, DAY = 60.0, 1440.0
HISTORY, WEEK = 4 * DAY, 7 * DAY
SIZES = {"S": (8, 5, 8, HOUR), "M": (8, 10, 20, HOUR), "L": (4, 30, 60, HOUR), "slow": (4, 8, 14, 6 * HOUR)}


@dataclass(frozen=True, slots=True)
class Told:
    """`text`: its place among the texts; `incident`: which one it tells of, None for everyday matters."""

    id: str
    at: float
    text: int
    reporter: str
    incident: str | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Stream:
    told: list[Told]
    sizes: dict[str, str]
    """Incident: S, M, L or slow."""
    counted_from: float = HISTORY

    @property
    def days(self) -> float:
        return (self.told[-1].at - self.counted_from) / DAY


def stream(
    intents: Sequence[str], seed: int, *, per_hour: float = 20.0, troubled: Sequence[str] = (), days: float = 11.0
) -> Stream:
    """`intents`: of each text. `troubled`: intents that incidents are of (default: all)."""
    return _Writer(intents, seed, per_hour, troubled, days * DAY).write()


class _Writer:
    def __init__(
        self, intents: Sequence[str], seed: int, per_hour: float, troubled: Sequence[str], length: float
    ) -> None:
        self.dice = numpy.random.default_rng(seed)
        self.per_minute, self.length = per_hour / 60, length
        self.names = sorted(set(intents))
        self.troubled = sorted(troubled or self.names)
        self.everyday: dict[str, list[int]] = {}
        self.reserved: dict[str, list[int]] = {}
        places = defaultdict(list)
        for place, intent in enumerate(intents):
            places[intent].append(place)
        for name in self.names:
            mixed = self.dice.permutation(places[name]).tolist()
            cut = len(mixed) * 2 // 3
            self.everyday[name], self.reserved[name] = mixed[:cut], mixed[cut:]
        share = 1 / numpy.arange(1, len(self.names) + 1)
        self.shares = self.dice.permutation(share / share.sum())
        self.rows: list[tuple[float, int, str, str | None, bool]] = []
        self.sizes: dict[str, str] = {}

    def write(self) -> Stream:
        self._background(0, self.length, 1.0)
        for at in self.dice.uniform(HISTORY, self.length - 3 * HOUR, 3):
            self._background(at, at + 2 * HOUR, 3.0)
        self._incidents()
        self._nags()
        self.rows.sort()
        told = [Told(f"r{n:06d}", *row) for n, row in enumerate(self.rows)]
        return Stream(told, self.sizes)

    def _background(self, start: float, end: float, times: float) -> None:
        top = self.per_minute * 1.7 * times
        at = numpy.sort(self.dice.uniform(start, end, self.dice.poisson(top * (end - start))))
        rate = 1 + 0.7 * numpy.sin(2 * numpy.pi * (at / DAY - 0.375))
        at = at[self.dice.random(len(at)) < rate / 1.7]
        for when, intent in zip(at.tolist(), self.dice.choice(len(self.names), len(at), p=self.shares), strict=True):
            text = int(self.dice.choice(self.everyday[self.names[intent]]))
            self.rows.append((when, text, f"c{self.dice.integers(20_000)}", None, False))

    def _incidents(self) -> None:
        kinds = [kind for kind, (count, *_) in SIZES.items() for _ in range(count)]
        starts = self.dice.uniform(HISTORY, self.length - 7 * HOUR, len(kinds))
        for late in range(0, 24, 4):
            # A quarter begin while another one goes on.
            starts[late] = starts[late + 1] + self.dice.uniform(0, 45)
        for number, (kind, start) in enumerate(zip(self.dice.permutation(kinds).tolist(), starts, strict=True)):
            _, least, most, span = SIZES[kind]
            name = f"i{number}"
            self.sizes[name] = kind
            pool = self.reserved[self.troubled[self.dice.integers(len(self.troubled))]]
            count = int(self.dice.integers(least, most + 1))
            texts = self.dice.choice(pool, count, replace=count > len(pool))
            at = numpy.sort(start + self.dice.uniform(0, span, count))
            for n, (when, text) in enumerate(zip(at.tolist(), texts.tolist(), strict=True)):
                self.rows.append((when, text, f"{name}.{n}", name, False))

    def _nags(self) -> None:
        for nag in range(8):
            start = self.dice.uniform(HISTORY, self.length - 2 * HOUR)
            pool = self.everyday[self.names[self.dice.integers(len(self.names))]]
            for when in numpy.sort(start + self.dice.uniform(0, HOUR, 6)).tolist():
                self.rows.append((when, int(self.dice.choice(pool)), f"nag{nag}", None, True))


@dataclass(frozen=True, slots=True)
class Raised:
    """What an engine raised, and after which report of the stream."""

    after: Told
    members: Sequence[str]
    level: str = ""


@dataclass(slots=True)
class Score:
    """Of one stream or, added up, of several."""

    days: float = 0.0
    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: int = 0
    false_early: int = 0
    nagged: int = 0
    extra: int = 0
    right: int = 0
    delays: list[tuple[int, float]] = field(default_factory=list)
    grouping: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / max(self.there.total(), 1)

    def recall_of(self, size: str) -> float:
        return self.found[size] / max(self.there[size], 1)

    @property
    def false_a_day(self) -> float:
        return self.false / max(self.days, 1e-9)

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.false, 1)

    def add(self, other: "Score") -> None:
        self.days += other.days
        self.there += other.there
        self.found += other.found
        self.false += other.false
        self.false_early += other.false_early
        self.nagged += other.nagged
        self.extra += other.extra
        self.right += other.right
        self.delays += other.delays
        self.grouping += other.grouping

    def line(self) -> str:
        sizes = " ".join(f"{self.recall_of(size):.2f}" for size in SIZES)
        reports, minutes = zip(*self.delays, strict=True) if self.delays else ((0,), (0.0,))
        p, r, f, ari = numpy.mean(self.grouping, axis=0) if self.grouping else (0, 0, 0, 0)
        late = f"{numpy.median(reports):.1f} / {numpy.quantile(reports, 0.9):.0f}; "
        late += f"{numpy.median(minutes):.0f} / {numpy.quantile(minutes, 0.9):.0f}"
        rates = f"{self.recall:.3f} ({sizes}) | {self.precision:.2f} | {self.false_a_day:.2f} | {self.extra}"
        return f"{rates} | {late} | {p:.2f} {r:.2f} {f:.2f} | {ari:.2f} | early {self.false_early} nags {self.nagged}"


def score(stream: Stream, raised: Iterable[Raised], assigned: Mapping[str, str]) -> Score:
    """A flag is right when half its members or more tell of one incident."""
    by_id = {one.id: one for one in stream.told}
    done = Score(days=stream.days, there=Counter(stream.sizes.values()))
    met: set[str] = set()
    for one in raised:
        of = Counter(by_id[member].incident for member in one.members)
        incident, count = max(((name, n) for name, n in of.items() if name), key=lambda x: x[1], default=("", 0))
        if one.after.at < stream.counted_from:
            done.false_early += 1
        elif count * 2 < len(one.members):
            done.false += 1
            done.nagged += sum(by_id[m].repeats for m in one.members) * 2 >= len(one.members)
        elif incident in met:
            done.extra += 1
        else:
            met.add(incident)
            done.right += 1
            done.found[stream.sizes[incident]] += 1
            told = [t for t in stream.told if t.incident == incident]
            done.delays.append((sum(t.at <= one.after.at for t in told), one.after.at - told[0].at))
    done.grouping.append(grouping(stream, assigned))
    return done


def grouping(stream: Stream, assigned: Mapping[str, str]) -> tuple[float, float, float, float]:
    """B-cubed precision, recall and F1, and the adjusted Rand index, of the reports that belong to an incident or were
    given to an issue. What belongs to none stands alone."""
    told = [t for t in stream.told if t.at >= stream.counted_from and (t.incident or t.id in assigned)]
    truth = [t.incident or t.id for t in told]
    found = [assigned.get(t.id, t.id) for t in told]
    both, true, got = Counter(zip(truth, found, strict=True)), Counter(truth), Counter(found)
    n = max(len(told), 1)
    precision = sum(c * c / got[f] for (_, f), c in both.items()) / n
    recall = sum(c * c / true[t] for (t, _), c in both.items()) / n
    pairs = [sum(c * (c - 1) / 2 for c in counts.values()) for counts in (both, true, got)]
    chance = pairs[1] * pairs[2] / max(n * (n - 1) / 2, 1)
    top = (pairs[1] + pairs[2]) / 2
    rand = (pairs[0] - chance) / (top - chance) if top > chance else 0.0
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), rand
