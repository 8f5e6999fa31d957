"""What a monitor sent along, made fit to be shown: names and texts, and links that lead to the web."""

from collections.abc import Mapping
from typing import Any

MOST = 40
_LONGEST = 2000


def details_of(payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields that say more than the summary, its own details last."""
    inner = payload.get("payload")
    told = inner if isinstance(inner, Mapping) else {}
    found = [(name, told[name]) for name in ("component", "group", "class", "timestamp") if told.get(name)]
    found += [("client", payload["client"])] if payload.get("client") else []
    custom = told.get("custom_details")
    if isinstance(custom, Mapping):
        found += list(custom.items())
    elif custom:
        found.append(("details", custom))
    return [(str(name)[:120], _text(value)) for name, value in found[:MOST]]


def links_of(payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Address and text; only http and https, because a monitor's word is not to be run."""
    raw = payload.get("links")
    pairs = [(payload.get("client_url"), payload.get("client"))]
    pairs += (
        [(link.get("href"), link.get("text")) for link in raw if isinstance(link, Mapping)]
        if isinstance(raw, list)
        else []
    )
    return [
        (str(href), str(text or href)[:200])
        for href, text in pairs[:MOST]
        if str(href or "").lower().startswith(("https://", "http://"))
    ]


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        value = ", ".join(f"{name}: {one}" for name, one in value.items())
    elif isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    return str(value)[:_LONGEST]
