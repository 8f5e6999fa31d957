"""Whom an event of a calendar means: an e-mail address in its text, or of whom it invites; else a full name in it."""

import re
from collections.abc import Mapping, Sequence

from .layer import P

_WORD = re.compile(r"\w+")
_EMAIL = re.compile(r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+")


def who_is_meant(summary: str, invited: Sequence[str], by_email: Mapping[str, P], by_name: Mapping[str, P]) -> P | None:
    """Keys are in small letters. None when nobody is meant, or the longest name found is not alone."""
    for email in (*_EMAIL.findall(summary.lower()), *invited):
        if email.strip(".") in by_email:
            return by_email[email.strip(".")]
    text = _words(summary.lower())
    found = [name for name in by_name if _words(name) in text]
    longest = max(map(len, found), default=0)
    people = {by_name[name] for name in found if len(name) == longest}
    return people.pop() if len(people) == 1 else None


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "
