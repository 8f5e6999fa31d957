"""A subject line as a title: without the Re:, Fwd:, AW:, WG: and so on that mail programs put before it."""

import re

_PREFIX = re.compile(r"^\s*((re|fw|fwd|aw|wg|tr|rv|rif|i|enc|res|sv|antw)(\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def title_of(subject: str, body: str, *, nothing: str) -> str:
    """The subject, else the first line of the text, else `nothing`; at most 200 characters."""
    plain = " ".join(_PREFIX.sub("", subject).split())
    first_line = next((" ".join(line.split()) for line in body.splitlines() if line.strip()), "")
    return (plain or first_line or nothing)[:200]
