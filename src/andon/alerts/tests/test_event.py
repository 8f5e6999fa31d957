"""The Events API v2, field by field."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.alerts.rules import strict_json
from andon.alerts.rules.change import read_change
from andon.alerts.rules.event import EventIn, read_event
from andon.kit.storable import is_storable

GOOD: dict[str, Any] = {
    "routing_key": "k" * 32,
    "event_action": "trigger",
    "dedup_key": "disk",
    "payload": {
        "summary": "Disk full",
        "source": "db-1",
        "severity": "critical",
        "timestamp": "2026-11-17T09:00:00+0000",
    },
}


def test_a_valid_trigger() -> None:
    event = read_event(GOOD)
    assert isinstance(event, EventIn)
    assert (event.summary, event.severity, event.dedup_key) == ("Disk full", "critical", "disk")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"routing_key": "short"}, "routing_key"),
        ({"event_action": "explode"}, "event_action"),
        ({"event_action": "resolve", "dedup_key": ""}, "dedup_key"),
        ({"dedup_key": "x" * 256}, "dedup_key"),
        ({"payload": {}}, "payload"),
        ({"payload": {"summary": "x" * 1025, "source": "a", "severity": "info"}}, "payload.summary"),
        ({"payload": {"summary": "x", "severity": "info"}}, "payload.source"),
        ({"payload": {"summary": "x", "source": "a", "severity": "fatal"}}, "payload.severity"),
        ({"payload": {"summary": "x", "source": "a", "severity": "info", "timestamp": "soon"}}, "payload.timestamp"),
    ],
)
def test_each_fault_names_its_field(change: dict[str, Any], named: str) -> None:
    faults = read_event(GOOD | change)
    assert isinstance(faults, list)
    assert any(named in fault for fault in faults)


def test_change_events_need_a_summary() -> None:
    assert read_change({"routing_key": "k" * 32, "payload": {"source": "ci"}}) == ["payload.summary is required"]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=15), inner, max_size=4),
    max_leaves=10,
)


@given(_json)
def test_nothing_raises(raw: object) -> None:
    read_event(raw)
    read_change(raw)
    read_event({**GOOD, "payload": raw})


def is_let_in(content: bytes) -> bool:
    try:
        strict_json.load(content)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": "x\\u0000"}',
        b'{"deep": [{"\\ud800": 1}]}',
        b'{"a": "\\\\u0000 \\udc00"}',
        b'"\xed\xa0\x80"',
        b'"x\0"',
        b"[1e999]",
        b"[NaN]",
        b"[" * 5000 + b"]" * 5000,
        b"\xff\xfe[\0",
        b"",
    ],
)
def test_what_cannot_be_stored_is_no_json(content: bytes) -> None:
    assert not is_let_in(content)


@given(_json)
def test_what_is_let_in_can_be_stored(raw: object) -> None:
    for ascii_only in (True, False):
        content = json.dumps(raw, ensure_ascii=ascii_only).encode(errors="surrogatepass")
        assert is_let_in(content) == is_storable(raw)
