"""Which of our services a text calls by name."""

import re
from collections.abc import Iterable

LONGEST = 4000
_WORD = re.compile(r"\w+")


def named_in(text: str, names: Iterable[str]) -> frozenset[str]:
    """Those that stand in it as whole words, whatever their case; names of under three letters name nothing."""
    said = f" {_plain(text[:LONGEST])} "
    return frozenset(name for name in names if len(_plain(name)) >= 3 and f" {_plain(name)} " in said)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
