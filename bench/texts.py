"""Understanding of text: texts a second of each encoder, and how long the nearest of many take. No database.

Seconds of the processor, on one thread, where not said otherwise: other work on the machine does not count. The many
vectors are mixtures of real ones, as a million real texts would take the encoder hours.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from andon.meaning.encoders import ENCODERS, Encoder, find_encoder
from andon.meaning.encoders.neutral import SENTENCES
from andon.meaning.index.shelf import EXACT_UP_TO, Shelf

SIZES = (10_000, 100_000, 1_000_000)
_ASKED, _FIRST, _PART = 100, 10, 20_000
Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pace:
    """Texts a second and core: of about eight words, and of about a hundred."""

    encoder: str
    size: int
    load: float
    short: float
    long: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """Milliseconds on the clock; `same`: the share of the truly nearest ten that were found."""

    count: int
    build: float
    exact: float
    middle: float
    slow: float
    same: float


def report_texts(sizes: tuple[int, ...] = SIZES) -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    print("| encoder | numbers | load s | short texts/s | long texts/s |\n|---|---|---|---|---|")
    for one in map(_pace, ENCODERS):
        if one:
            print(f"| {one.encoder} | {one.size} | {one.load:.2f} | {one.short:,.0f} | {one.long:,.0f} |", flush=True)
    print("\n| vectors | build s | one by one ms | p50 ms | p95 ms | same as one by one |\n|---|---|---|---|---|---|")
    some = find_encoder().encode(_sentences())
    for near in (_nearest(count, some) for count in sizes):
        print(
            f"| {near.count:,} | {near.build:.1f} | {near.exact:.1f} | {near.middle:.1f} | {near.slow:.1f}"
            f" | {near.same:.3f} |",
            flush=True,
        )
    print()


def _sentences() -> list[str]:
    said: dict[str, list[str]] = json.loads(SENTENCES.read_text(encoding="utf-8"))
    return [text for texts in said.values() for text in texts]


def _pace(name: str) -> Pace | None:
    began = time.process_time()
    try:
        encoder = find_encoder(name)
    except (ImportError, OSError):
        return None
    loaded = time.process_time() - began
    short = _sentences()
    long = [" ".join(short[place : place + 14]) for place in range(0, 60, 3)]
    return Pace(name, encoder.size, loaded, _rate(encoder, short), _rate(encoder, long))


def _rate(encoder: Encoder, texts: list[str]) -> float:
    encoder.encode(texts[:2])
    return len(texts) / _spent(lambda: encoder.encode(texts))


def _spent(what: Callable[[], object]) -> float:
    began = time.process_time()
    what()
    return max(time.process_time() - began, 1e-9)


def _nearest(count: int, some: Rows) -> Nearest:
    dice = np.random.default_rng(count)
    vectors = np.concatenate([_mixed(some, min(_PART, count - at), dice) for at in range(0, count, _PART)])
    shelf = Shelf(vectors.shape[1])
    build = _spent(lambda: _fill(shelf, vectors))
    waits: list[float] = []
    exact: list[float] = []
    same: list[float] = []
    for question in _mixed(some, _ASKED, dice):
        began = time.perf_counter()
        found = shelf.nearest(question, _FIRST)
        waits.append(time.perf_counter() - began)
        if len(exact) < 20:
            began = time.perf_counter()
            truly = np.argsort(-(vectors @ question))[:_FIRST]
            exact.append(time.perf_counter() - began)
            same.append(len({hit.row - 1 for hit in found} & set(truly.tolist())) / _FIRST)
    in_ms = 1000 * np.array(waits)
    return Nearest(
        count,
        build,
        1000 * float(np.median(exact)),
        float(np.median(in_ms)),
        float(np.quantile(in_ms, 0.95)),
        float(np.mean(same)),
    )


def _fill(shelf: Shelf, vectors: Rows) -> None:
    for at in range(0, len(vectors), _PART):
        rows = range(at + 1, min(at + _PART, len(vectors)) + 1)
        shelf.put(list(rows), [UUID(int=row) for row in rows], [0.0] * len(rows), vectors[at : at + _PART])
    if len(vectors) > EXACT_UP_TO:
        shelf.sift_around(shelf.middle())


def _mixed(some: Rows, count: int, dice: np.random.Generator) -> Rows:
    """Each between two real ones, nearer to the first, and a little off."""
    one, other = some[dice.integers(0, len(some), (2, count))]
    part = dice.random((count, 1), dtype=np.float32) / 2
    blur = 0.02 * dice.standard_normal((count, some.shape[1]), dtype=np.float32)
    mixed = one * (1 - part) + other * part + blur
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), dtype=np.float32)
