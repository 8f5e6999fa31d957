"""Whatever somebody wrote, made harmless for what reads it: bounded, one form of each letter, no tricks."""

import re
import unicodedata

# Half-width kana and ligatures grow when they are normalised, so there is a cut before and after.
_GROWTH = 4
_INVISIBLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff]+")
_SURROGATES = re.compile("[\ud800-\udfff]+")
_WIDE = "\u2e80"
_MARKS_IN_A_ROW = 2


def tame(text: str, longest: int) -> str:
    """At most `longest` letters (one of East Asia counts as two), compatibility forms resolved, spaces single.

    NUL, direction marks and halves of surrogate pairs become spaces; of marks stacked on a letter two stay.
    """
    short = _SURROGATES.sub(" ", _INVISIBLE.sub(" ", text[: longest * _GROWTH]))
    plain = _unstack(unicodedata.normalize("NFKC", short))
    return _cut(" ".join(plain.split()), longest)


def _unstack(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    stacked = 0
    for letter in text:
        stacked = stacked + 1 if unicodedata.category(letter) == "Mn" else 0
        if stacked <= _MARKS_IN_A_ROW:
            kept.append(letter)
    return "".join(kept)


def _cut(text: str, longest: int) -> str:
    if 2 * len(text) <= longest or text.isascii():
        return text[:longest]
    left = longest
    for place, letter in enumerate(text):
        left -= 2 if letter >= _WIDE else 1
        if left < 0:
            return text[:place]
    return text
