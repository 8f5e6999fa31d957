"""An event in one shape, whoever told of it: as the Events API would have brought it, so that screens know one."""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.kit.text import excerpt

from .change import web_address
from .dedup import dedup_key
from .event import EventIn

LONGEST_SUMMARY = 1024


def event(
    *,
    action: str,
    key: str,
    summary: str,
    source: str,
    severity: str,
    details: Mapping[str, Any],
    timestamp: object = None,
    links: Sequence[tuple[object, str]] = (),
    client: str = "",
    note: str = "",
) -> EventIn:
    """Cut to what can be stored; links that lead elsewhere than to the web are left out."""
    told: dict[str, Any] = {"summary": excerpt(summary, LONGEST_SUMMARY), "source": source[:255], "severity": severity}
    told |= {"timestamp": timestamp} if isinstance(timestamp, str) and timestamp else {}
    told |= {"custom_details": {name: value for name, value in details.items() if value not in (None, "", [], {})}}
    good = [{"href": web_address(href), "text": text} for href, text in links if web_address(href)]
    payload: dict[str, Any] = (
        {"payload": told} | ({"links": good} if good else {}) | ({"client": client} if client else {})
    )
    return EventIn(
        routing_key="",
        action=action,
        dedup_key=dedup_key(key),
        summary=told["summary"],
        source=told["source"],
        severity=severity,
        payload=payload,
        note=note,
    )


def text(value: object) -> str:
    """A scalar as people write it, else nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, str | int | float) else ""


def mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def first(*values: object) -> str:
    """The first that says something."""
    return next((said for value in values if (said := text(value))), "")
