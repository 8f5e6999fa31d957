"""A payload that nobody here knows, read by expressions that an administrator wrote (`rules/paths.py`).

- `each`: what in the payload is one event each; without it the payload is one.
- `severity`, `action`: the value is looked up in the table beside it, then "*" in that table, then among the words that
  all monitors use. What is in none of them is an error, and triggers.
- `dedup_key`: without one, trouble of the same source and summary is the same.
- `details`: names and expressions; without any, all that stands at the top of the event.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .build import event, text
from .dedup import key_of_labels
from .event import ACTIONS, SEVERITIES, EventIn
from .paths import BadPath, check, find, find_all
from .words import action_of, severity_of

TEXTS = ("each", "summary", "source", "severity", "dedup_key", "action", "link")
TABLES = {"severities": SEVERITIES, "actions": ACTIONS, "details": ()}
_NAMES_OF = {"severities": "severity", "actions": "action"}
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Made:
    """One event that a mapping made, or what is wrong, by field."""

    event: EventIn | None = None
    faults: Mapping[str, str] = field(default_factory=dict)


def mapping_faults(mapping: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a mapping, by field; empty: it can be used."""
    faults = {name: "is not a field of a mapping" for name in mapping if name not in (*TEXTS, *TABLES)}
    for name in TEXTS:
        if said := _text_fault(name, mapping.get(name, "")):
            faults[name] = said
    for name, allowed in TABLES.items():
        if said := _table_fault(mapping.get(name, {}), allowed, paths=name == "details"):
            faults[name] = said
    return faults


def _text_fault(name: str, value: object) -> str:
    if not isinstance(value, str):
        return "must be a text"
    if name == "summary" and not value.strip():
        return "is needed"
    if name == "each" and value and not value.startswith("$"):
        return "must be a path that begins with $"
    return _path_fault(value)


def _path_fault(expression: str) -> str:
    try:
        check(expression)
    except BadPath as bad:
        return str(bad)
    return ""


def _table_fault(table: object, allowed: tuple[str, ...], *, paths: bool) -> str:
    if not isinstance(table, dict) or not all(isinstance(one, str) for pair in table.items() for one in pair):
        return "must be a table of texts"
    if len(table) > MOST_ROWS:
        return f"at most {MOST_ROWS} rows"
    if paths:
        return next((f"{name}: {said}" for name, one in table.items() if (said := _path_fault(one))), "")
    wrong = next((f"{name} = {one}" for name, one in table.items() if one not in allowed), "")
    return f"{wrong}: must be one of {', '.join(allowed)}" if wrong else ""


def apply_mapping(mapping: Mapping[str, Any], raw: Any) -> list[Made]:
    """Each event of a payload; the mapping has no faults."""
    found = find_all(mapping["each"], raw) if mapping.get("each") else [raw]
    return [_made(mapping, one) for one in found]


def _made(mapping: Mapping[str, Any], raw: Any) -> Made:
    summary = text(find(mapping["summary"], raw))
    if not summary:
        return Made(faults={"summary": f"{mapping['summary']} finds no text"})
    values = {name: find(mapping.get(name, ""), raw) for name in ("source", "severity", "dedup_key", "action", "link")}
    source = text(values["source"]) or "mapping"
    severity, action = (_by_table(mapping, name, values) for name in ("severities", "actions"))
    made = event(
        action=action or action_of(values["action"]),
        key=text(values["dedup_key"]) or key_of_labels({"source": source, "summary": summary}),
        summary=summary,
        source=source,
        severity=severity or severity_of(values["severity"]),
        details=_details(mapping.get("details") or {}, raw),
        links=[(values["link"], "Link")],
    )
    return Made(event=made)


def _by_table(mapping: Mapping[str, Any], table: str, values: Mapping[str, Any]) -> str:
    """Ours for the monitor's word, whatever its case; "" where the table does not know it."""
    rows = {name.strip().lower(): ours for name, ours in (mapping.get(table) or {}).items()}
    found: str = rows.get(text(values[_NAMES_OF[table]]).lower()) or rows.get("*", "")
    return found


def _details(wanted: Mapping[str, str], raw: Any) -> dict[str, Any]:
    if wanted:
        return {name: find(one, raw) for name, one in wanted.items()}
    return raw if isinstance(raw, dict) else {"payload": raw}
