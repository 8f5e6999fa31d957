"""What is typed after /andon."""

import re
from dataclasses import dataclass

VERBS = ("declare", "link", "escalate", "oncall", "status", "help")
SEVERITIES = ("critical", "major", "minor")
_APART = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Declared:
    """`severity` "" and `service` "" where they are not said; `service` is only what stands before a colon."""

    severity: str
    service: str
    title: str
    whole: str


def read_verb(text: str) -> tuple[str, str]:
    """The verb and what follows; nothing typed is a call for help."""
    verb, _blank, rest = text.strip().partition(" ")
    return (verb.lower() or "help"), rest.strip()


def read_declared(rest: str) -> Declared:
    """ "[severity] [service:] title"; `whole` is the title where what stands before the colon is no service."""
    first, _blank, after = rest.partition(" ")
    severity = first.lower() if first.lower() in SEVERITIES and after.strip() else ""
    whole = after.strip() if severity else rest.strip()
    before, colon, title = whole.partition(":")
    if not colon or not title.strip() or len(before) > 60:
        return Declared(severity, "", whole, whole)
    return Declared(severity, before.strip(), title.strip(), whole)


def read_words(rest: str) -> list[str]:
    return [word for word in _APART.split(rest) if word]
