"""Which words reports share, against what is said otherwise: how an issue is called before anybody named it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

_WORD = re.compile(r"[^\W_]{2,40}", re.UNICODE)
_PAIRS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Scripts that put no spaces between words: two signs stand for a word."""
LONGEST = 4000


def words_of(text: str) -> set[str]:
    """The different words of a text, in lower case; of scripts without spaces each two neighbouring signs."""
    found: set[str] = set()
    for run in _WORD.findall(text[:LONGEST].lower()):
        signs = _PAIRS.findall(run)
        found |= {run} if not signs else {part[i : i + 2] for part in signs for i in range(len(part) - 1)}
    return {word for word in found if len(word) > 2 or _PAIRS.fullmatch(word)}


def shared_words(
    told: Iterable[tuple[str, str]], others: Sequence[str], *, most: int = 6, at_least: int = 2
) -> list[str]:
    """The words that set these reports apart, the most telling first. `told`: (reporter, text); a word counts once a
    reporter, and only what two reporters said is taken, so that no single person's words are.

    A word's weight is the share of reporters who said it times how much rarer it is otherwise (log ratio of shares).
    """
    said: Counter[str] = Counter()
    reporters = set()
    for reporter, words in _by_reporter(told).items():
        reporters.add(reporter)
        said.update(words)
    usual = Counter(word for text in others for word in words_of(text))
    weights = {
        word: count / len(reporters) * log((count / len(reporters)) / ((usual[word] + 0.5) / (len(others) + 1)))
        for word, count in said.items()
        if count >= at_least and not word.isdigit()
    }
    telling = [word for word, weight in weights.items() if weight > 0]
    return sorted(telling, key=lambda word: (-weights[word], word))[:most]


def _by_reporter(told: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for reporter, text in told:
        found.setdefault(reporter, set()).update(words_of(text))
    return found
