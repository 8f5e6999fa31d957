"""The correlator over plain texts, for measuring and for reading a history: encodes, learns what is alike, raises.

The quick encoder is as good as the multilingual one at this in English, and a hundred times as fast; it knows no other
language. So a stream begins with the quick one, and once a tenth of its texts are in other languages it is read again
with the multilingual one, decisions kept. How alike unrelated reports are is measured on the stream itself, at fixed
places of it, so the same stream gives the same issues.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy
from numpy import float32
from numpy.typing import NDArray

from .correlator import Correlator
from .quantiles import Quantiles
from .report import Flag, Level, Report
from .settings import ScanSettings

Encode = Callable[[Sequence[str]], NDArray[float32]]

MEASURED_AT = (300, 2_000)
"""After so many reports likeness is measured on them."""
WATCH = -13.0
"""Stricter than a board is: here a flag is all there is to see."""
_KEPT = 20_000
_FOREIGN, _ENOUGH = 0.1, 20


@dataclass(frozen=True, slots=True)
class Reader:
    """An encoder as the stream needs it. `id` names its vectors."""

    id: str
    encode: Encode


@dataclass(slots=True)
class _Told:
    report: Report
    text: str


class TextCorrelator:
    """`add` gives the members when an issue is raised at `level`; `assignments` every report that has an issue.

    `quick` reads English; `multilingual`, made when it is needed, the rest; `language_of` gives a code, "" unknown.
    `history`: texts of ordinary days, if there are any.
    """

    def __init__(
        self,
        quick: Reader,
        multilingual: Callable[[], Reader],
        language_of: Callable[[str], str],
        history: Iterable[str] = (),
        level: Level = "watch",
        settings: ScanSettings | None = None,
    ) -> None:
        self._reader, self._multilingual, self._language_of = quick, multilingual, language_of
        self._level = level
        self._settings = replace(settings or ScanSettings(watch=WATCH), remember=inf)
        self._cases: dict[str, object] = {}
        self._told: deque[_Told] = deque(maxlen=_KEPT)
        self._levels: dict[str, Level] = {}
        self._older: dict[str, str] = {}
        self._english = self._foreign = 0
        self._is_quick = True
        texts = list(history)
        for text in texts:
            self._count_language(text)
        self._choose_reader()
        self._engine = Correlator(self._settings, self._measured(texts))

    def add(self, case_id: object, minutes: float, text: str, reporter: object = "") -> list[object] | None:
        """Members of the issue that is raised with this case. A case that was told before changes nothing."""
        name = str(case_id)
        if name in self._cases:
            return None
        self._cases[name] = case_id
        self._count_language(text)
        vector = self._reader.encode([text])[0]
        told = _Told(Report(name, float(minutes), vector, str(reporter or "")), text)
        self._told.append(told)
        flag = self._engine.add(told.report)
        if flag:
            self._levels[flag.issue] = flag.level
        if self._choose_reader() or len(self._cases) in MEASURED_AT:
            self._begin_again()
        return [self._cases[member] for member in flag.members] if flag and self._asked(flag) else None

    def assignments(self) -> dict[object, str]:
        return {self._cases[name]: issue for name, issue in {**self._older, **self._engine.assignments()}.items()}

    def _asked(self, flag: Flag) -> bool:
        return flag.first if self._level == "watch" else flag.level == "emerging"

    def _count_language(self, text: str) -> None:
        language = self._language_of(text) if self._is_quick else ""
        self._english += language == "en"
        self._foreign += language not in ("en", "")

    def _choose_reader(self) -> bool:
        """Whether it is another one now."""
        known = self._english + self._foreign
        if not self._is_quick or known < _ENOUGH or self._foreign < _FOREIGN * known:
            return False
        before, self._reader, self._is_quick = self._reader, self._multilingual(), False
        if self._reader.id == before.id:
            return False
        vectors = self._reader.encode([one.text for one in self._told])
        for one, vector in zip(self._told, vectors, strict=True):
            one.report = replace(one.report, vector=vector)
        return True

    def _measured(self, texts: Sequence[str]) -> Quantiles:
        if len(texts) < MEASURED_AT[0]:
            return Quantiles.unknown(self._reader.id)
        return Quantiles.fit(self._reader.id, self._reader.encode(texts))

    def _begin_again(self) -> None:
        """With likeness measured anew, and all that was decided."""
        told = sorted((one.report for one in self._told), key=lambda one: (one.at, one.id))
        issues = self._engine.assignments()
        self._older.update(issues)
        enough = len(told) >= MEASURED_AT[0]
        likeness = Quantiles.unknown(self._reader.id)
        if enough:
            likeness = Quantiles.fit(self._reader.id, numpy.stack([one.vector for one in told]))
        self._engine = Correlator(self._settings, likeness)
        for report in told:
            issue = issues.get(report.id, "")
            self._engine.recall(report, issue, self._levels.get(issue, "watch"))


def texts_of(history: Iterable[object]) -> list[str]:
    """Texts, or rows that hold one; what is neither is left out."""
    return [text for one in history if (text := _text_of(one))]


def _text_of(one: object) -> str:
    if isinstance(one, Mapping):
        return str(one.get("text") or "")
    if isinstance(one, tuple | list):
        return str(one[2]) if len(one) > 2 else ""
    return one if isinstance(one, str) else ""
