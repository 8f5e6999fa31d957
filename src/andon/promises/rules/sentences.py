"""A text as sentences, with what somebody else said left out; places are those of the text as it was."""

import re
from collections.abc import Iterator

MOST_TEXT, MOST_SENTENCE = 100_000, 600
_QUOTED = re.compile(
    r"“[^“”\n]{0,400}”|„[^„“”\n]{0,400}[“”]|«[^«»\n]{0,400}»|\"[^\"\n]{0,400}\"|^[ \t]*>[^\n]*$", re.MULTILINE
)
# Not after "3.", "27.", "p.m." and the like: what follows goes on.
_END = re.compile(r"(?<![\s.]\d)(?<!\s\d\d)(?<!\b[ap]\.m)(?<!\bz\.b)[.!…]+(?=\s+\S|$)|\?+|[\n;]+|(?<=\s)[–—](?=\s)")


def plain(text: str) -> str:
    """Lower case, plain apostrophes and spaces, as long as it was; what is quoted is blank."""
    known = {"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\t": " ", "\r": "\n"}
    lower = "".join(known.get(one, one.lower() if len(one.lower()) == 1 else one) for one in text[:MOST_TEXT])
    return _QUOTED.sub(lambda found: " " * len(found[0]), lower)


def sentences(text: str) -> Iterator[tuple[int, str, bool]]:
    """From a plain text: where each begins, its words, and whether it asks."""
    start = 0
    for end in _END.finditer(text):
        yield from _cut(start, text[start : end.start()], end[0].startswith("?"))
        start = end.end()
    yield from _cut(start, text[start:], asks=False)


def _cut(start: int, said: str, asks: bool) -> Iterator[tuple[int, str, bool]]:
    bare = said.lstrip()
    start += len(said) - len(bare)
    bare = bare.rstrip()[:MOST_SENTENCE]
    if bare:
        yield start, bare, asks or bare.startswith("¿")


def parts(sentence: str, splits: re.Pattern[str]) -> list[tuple[int, int]]:
    """The parts between commas and words such as "but", as places in the sentence."""
    edges = [0]
    for found in splits.finditer(sentence):
        edges += [found.start(), found.end()]
    edges.append(len(sentence))
    return [(edges[place], edges[place + 1]) for place in range(0, len(edges), 2)]
