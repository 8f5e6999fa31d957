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


def fill(text: str, values: Mapping[str, str]) -> str:
    """Each known placeholder by its value; braces around anything else stay as they are."""
    return _MARK.sub(lambda mark: values.get(mark.group(1).strip().lower(), mark.group(0)), text)
