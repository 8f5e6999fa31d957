"""CloudEvents 1.0: structured, in batches, or binary (attributes in `ce-` headers, the data in the body).

- What happens: the word `status`, `state` or `action` of the data, else the last part of the type
  (`com.example.disk.resolved`); what is no such word triggers.
- Which trouble: the attribute or field `dedup_key` (`dedupkey`), else source and subject, else source and type.
- How bad: the attribute or field `severity`; else an error.
- In words: the data's `summary`, `message`, `title` or `description`, else the subject and the type.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.build import event, first, mapping, text
from andon.alerts.rules.event import EventIn
from andon.alerts.rules.words import action_of, knows_action, severity_of
from andon.alerts.told import Format, Reading, Told

_NEEDED = ("specversion", "id", "source", "type")
_SAID = ("summary", "message", "title", "description")


def read(told: Told) -> Reading:
    if "ce-specversion" in told.headers:
        attributes = {name.removeprefix("ce-"): value for name, value in told.headers.items() if name.startswith("ce-")}
        return _all([{**attributes, "data": told.raw}])
    return _all(told.raw if isinstance(told.raw, list) else [told.raw], is_batch=isinstance(told.raw, list))


def _all(found: list[Any], *, is_batch: bool = False) -> Reading:
    events: list[EventIn] = []
    faults: list[str] = []
    for number, one in enumerate(found):
        where = f"[{number}]." if is_batch else ""
        said = [f"{where}{fault}" for fault in _faults(one)]
        faults += said
        events += [] if said else [_event(one)]
    return Reading(events=events, faults=faults, ignored="" if found else "the batch is empty")


def _faults(one: object) -> list[str]:
    if not isinstance(one, dict):
        return ["must be a CloudEvent"]
    missing = [f"{name}: is needed" for name in _NEEDED if not first(one.get(name))]
    version = text(one.get("specversion"))
    return missing or ([] if version.startswith("1.") else ["specversion: must be 1.0"])


def _event(one: dict[str, Any]) -> EventIn:
    told, kind = mapping(one.get("data")), text(one["type"])
    trunk, _dot, last = kind.rpartition(".")
    word = first(told.get("status"), told.get("state"), told.get("action"), last)
    # The type of the end differs from that of the beginning only in its last word.
    about = first(one.get("subject")) or (trunk if knows_action(last) else kind)
    key = first(one.get("dedupkey"), told.get("dedup_key"), told.get("dedupkey"))
    extra = {"data": one["data"]} if one.get("data") and not told else {}
    return event(
        action=action_of(word),
        key=key or f"{text(one['source'])}|{about}",
        summary=first(*(told.get(name) for name in _SAID)) or f"{first(one.get('subject'))} {kind}".strip(),
        source=first(told.get("source"), one["source"]),
        severity=severity_of(first(one.get("severity"), told.get("severity"), told.get("level"), told.get("priority"))),
        details={**told, **extra, "type": kind, "subject": one.get("subject"), "id": one["id"]},
        timestamp=one.get("time"),
        links=[(told.get("link"), "Link"), (told.get("url"), "Link")],
    )


FORMAT = Format(
    name="cloudevents",
    title="CloudEvents 1.0",
    where=_("Any source of CloudEvents over HTTP: structured, in batches, or binary."),
    example="""curl -sS {base}/in/cloudevents \\
  -H 'Authorization: Bearer {key}' \\
  -H 'Content-Type: application/cloudevents+json' \\
  -d '{"specversion": "1.0", "id": "1", "source": "my-terminal",
       "type": "com.example.disk.triggered", "subject": "disk",
       "data": {"summary": "A first try", "severity": "warning"}}'""",
    read=read,
    position=70,
)
