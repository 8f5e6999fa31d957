"""What a text is made of, as numbers: its words, pairs of words, and runs of two to five letters.

Runs of letters make `payment` and `payments` alike, find part numbers and stack traces, and are all there is in
languages that write no spaces. Numbers instead of strings, because a run of letters a text is thousands.
"""

import re
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .tame import tame

LONGEST = 3000
BUCKETS = 1 << 20
_WORD = re.compile(r"\w+")
_SHORTEST_RUN, _LONGEST_RUN = 2, 5
_BASE = np.uint64(0x9E3779B97F4A7C15)


def words_of(text: str) -> list[str]:
    return _WORD.findall(tame(text, LONGEST).casefold())


def grams_of(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Which of the BUCKETS a text falls in, ascending, and how often it does (1 + log)."""
    words = words_of(text)
    found = np.concatenate([_runs(" " + " ".join(words) + " "), _pairs(words)]) if words else np.zeros(0, np.int64)
    places, counts = np.unique(found, return_counts=True)
    return places, (1 + np.log(counts)).astype(np.float32)


def _pairs(words: list[str]) -> NDArray[np.int64]:
    said = words + [f"{one} {two}" for one, two in pairwise(words)]
    return np.array([crc32(one.encode("utf-8", "replace")) % BUCKETS for one in said], dtype=np.int64)


def _runs(text: str) -> NDArray[np.int64]:
    letters = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64) + np.uint64(1)
    runs = []
    rolling = letters
    for length in range(2, _LONGEST_RUN + 1):
        if len(letters) < length:
            break
        rolling = rolling[:-1] * _BASE + letters[length - 1 :]
        if length >= _SHORTEST_RUN:
            runs.append((rolling ^ (rolling >> np.uint64(29))) * _BASE >> np.uint64(44))
    return np.concatenate(runs).astype(np.int64) if runs else np.zeros(0, np.int64)
