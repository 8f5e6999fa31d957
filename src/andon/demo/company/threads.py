"""Reads the conversations of `threads_<language>.py`.

A block begins with `== name | service | tags`. `T` is a title (one is chosen), `C` the customer, `A` the agent, `S` a
step that was tried with its result, `N` a note among colleagues; `C2` and `A2` go on with the line before.
"""

import re
from dataclasses import dataclass, field

from . import threads_de, threads_en, threads_es, threads_fr, threads_it, threads_pt

_LINE = re.compile(r"([TCASN])(2?) (.+)")


@dataclass(slots=True)
class Conversation:
    """`said`: who ("C" or "A") and what, in order; the first is the report."""

    name: str
    language: str
    service: str
    tags: list[str]
    titles: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def conversations() -> dict[str, list[Conversation]]:
    """By language."""
    modules = {
        "en": threads_en,
        "de": threads_de,
        "es": threads_es,
        "fr": threads_fr,
        "it": threads_it,
        "pt": threads_pt,
    }
    return {language: _read(module.THREADS, language) for language, module in modules.items()}


def _read(text: str, language: str) -> list[Conversation]:
    found: list[Conversation] = []
    for line in filter(None, text.split("\n")):
        if line.startswith("== "):
            name, service, tags = (part.strip() for part in line[3:].split("|"))
            found.append(Conversation(name, language, service, [tag.strip() for tag in tags.split(",")]))
        elif read := _LINE.fullmatch(line):
            _take(found[-1], *read.groups())
        else:
            raise ValueError(f"not understood in {language}: {line}")
    return found


def _take(one: Conversation, kind: str, goes_on: str, text: str) -> None:
    match kind:
        case "T":
            one.titles.append(text)
        case "S":
            what, _arrow, result = text.partition(" -> ")
            one.steps.append((what, result))
        case "N":
            one.notes.append(text)
        case _ if goes_on:
            one.said[-1] = (kind, f"{one.said[-1][1]} {text}")
        case _:
            one.said.append((kind, text))
