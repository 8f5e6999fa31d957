"""What users may leave open in an update: {first name}, {owner}, {case}, {fix expected}, {next update}. Nothing else.

A tiny syntax of our own: no code, no attribute, no filter can be reached from a text that somebody writes.
"""

import re
from collections.abc import Mapping

KNOWN = ("first name", "owner", "case", "fix expected", "next update")
_MARK = re.compile(r"\{([^{}\n]{1,40})\}")


def unknown_placeholders(text: str) -> list[str]:
    """Those that no one can fill."""
    return [name for name in _MARK.findall(text) if name.strip().lower() not in KNOWN]


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
