"""{names in braces} in texts that users write.

A tiny syntax of our own: no code, no attribute, no filter can be reached from a text, and what is filled in is never
looked through again.
"""

import re
from collections.abc import Collection, Mapping

_MARK = re.compile(r"\{([^{}\n]{1,40})\}")


def names_in(text: str) -> list[str]:
    """What stands in braces, in small letters."""
    return [name.strip().lower() for name in _MARK.findall(text)]


def unknown_names(text: str, known: Collection[str]) -> list[str]:
    """Those that no one can fill, as they were written."""
    return [name for name in _MARK.findall(text) if name.strip().lower() not in known]


def parts_of(text: str, values: Mapping[str, str]) -> list[tuple[str, bool]]:
    """The text with each known placeholder filled, in its parts; True are those that were filled in.

    Braces around anything else stay as they are.
    """
    parts: list[tuple[str, bool]] = []
    end = 0
    for mark in _MARK.finditer(text):
        value = values.get(mark.group(1).strip().lower())
        if value is not None:
            parts += [(text[end : mark.start()], False), (value, True)]
            end = mark.end()
    return [*parts, (text[end:], False)]
