"""Payloads made wrong, always the same way for the same number: a value replaced, a field lost, bytes broken."""

import copy
import json
from random import Random
from typing import Any

ODD: list[Any] = [
    None, True, 0, -1, 10**30, 1e308, "", " ", "\0", "\ud800", "\u202e", "x" * 3000, "é" * 300, "{$.a}", "$..*", [], {},
    [[[[[[]]]]]], {"": ""}, [None], "2026-13-45T99:00:00Z", "9999-12-31T23:59:59.999999Z", "-1", "NaN", "<b>",
    "' OR 1=1 --", {"a": {"b": {"c": ["d"]}}}, ["a"] * 300,
    "%s%n{0}", "resolved", "firing", 2**63, "../../etc", "\u0085\u2028",
]  # fmt: skip
_WHOLE = [b"", b"null", b"[]", b"{}", b"7", b'"x"', b"[" * 3000, b"\xff\xfe", b'{"a":1e999}', b'{"a":NaN}', b"{" * 50]


def mutated(sample: Any, random: Random) -> bytes:
    """Bytes that were a payload once; now and then they still are one."""
    how = random.random()
    if how < 0.05:
        return random.choice(_WHOLE)
    changed = copy.deepcopy(sample)
    for _time in range(random.randint(1, 4)):
        changed = _change(changed, random)
    content = json.dumps(changed).encode()
    return _broken(content, random) if how > 0.8 else content


def _change(raw: Any, random: Random) -> Any:
    places = list(_places(raw))
    if not places:
        return copy.deepcopy(random.choice(ODD))
    inside, at = random.choice(places)
    how = random.random()
    if how < 0.6:
        inside[at] = copy.deepcopy(random.choice(ODD))
    elif how < 0.8:
        del inside[at]
    elif isinstance(inside, list):
        inside += copy.deepcopy(inside)[:20]
    else:
        inside[random.choice(["", "\0", "x" * 300, "status", "id"])] = copy.deepcopy(inside[at])
    return raw


def _places(raw: Any) -> Any:
    """Every value in it, as what holds it and where."""
    pairs = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for at, inner in list(pairs):
        yield raw, at
        yield from _places(inner)


def _broken(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return random.choice(
        [
            content[:at],
            content[:at] + bytes([random.randrange(256)]) + content[at + 1 :],
            content[:at] + b"\\u0000" + content[at:],
            content[:at] + b"\0" + content[at:],
            content + content,
        ]
    )
