"""Opsgenie's Alert API: creating an alert. Its own addresses are below /v2/alerts and /jsm/ops/integration/v2/alerts.

P1 is critical, P2 and P3 are errors, P4 a warning, P5 info: P3 is the priority of whoever names none, and Opsgenie
notifies for it, so it pages here too.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.build import event, first, mapping, text
from andon.alerts.told import Format, Reading, Told

PRIORITIES = {"P1": "critical", "P2": "error", "P3": "error", "P4": "warning", "P5": "info"}
PRIORITY_OF = {"critical": "P1", "error": "P2", "warning": "P4", "info": "P5"}
_LONGEST = {"message": 1024, "description": 15000, "entity": 512, "source": 255, "note": 25000, "user": 100}


def read(told: Told) -> Reading:
    raw = told.raw
    if not isinstance(raw, dict):
        return Reading(faults=["body: must be a JSON object"])
    faults = [f"message: {fault}" for fault in _message_faults(raw.get("message"))]
    faults += [
        f"{name}: must be a text" for name in ("alias", *_LONGEST) if not isinstance(raw.get(name, ""), str | None)
    ]
    priority = text(raw.get("priority") or "P3")
    if priority not in PRIORITIES:
        faults.append("priority: must be one of P1, P2, P3, P4, P5")
    if not isinstance(raw.get("details") or {}, dict):
        faults.append("details: must be an object")
    return Reading(faults=faults) if faults else Reading(events=[_event(raw, priority)])


def _message_faults(message: object) -> list[str]:
    # Opsgenie cuts a longer message off itself; so do we.
    return [] if isinstance(message, str) and message.strip() else ["is needed"]


def _event(raw: dict[str, Any], priority: str) -> Any:
    told = {name: text(raw.get(name))[:most] for name, most in _LONGEST.items()}
    details = mapping(raw.get("details"))
    shown = {"description": told["description"], "entity": told["entity"], "priority": priority, **details}
    shown |= {"tags": raw.get("tags"), "actions": raw.get("actions"), "responders": _names(raw.get("responders"))}
    return event(
        action="trigger",
        key=first(raw.get("alias")),
        summary=told["message"],
        source=told["source"] or "Opsgenie API",
        severity=PRIORITIES[priority],
        details=shown,
        links=[(details.get("runbook_url"), "Runbook"), (told["source"], "Source")],
        note=told["note"],
    )


def _names(responders: object) -> list[str]:
    found = [one for one in responders if isinstance(one, dict)] if isinstance(responders, list) else []
    return [first(one.get("name"), one.get("username"), one.get("id")) for one in found]


FORMAT = Format(
    name="opsgenie",
    title="Opsgenie Alert API",
    where=_("Wherever a monitor asks for Opsgenie’s API address, give it ours; the key is the API key (GenieKey)."),
    example="""curl -sS {address} \\
  -H 'Authorization: GenieKey {key}' \\
  -H 'Content-Type: application/json' \\
  -d '{"message": "A first try", "alias": "first-try", "priority": "P4"}'

# Alertmanager
receivers:
  - name: andon
    opsgenie_configs:
      - api_key: {key}
        api_url: {base}/
        update_alerts: true
        priority: '{{ if eq .CommonLabels.severity "critical" }}P1{{ else }}P4{{ end }}'""",
    read=read,
    path="/v2/alerts",
    position=20,
)
