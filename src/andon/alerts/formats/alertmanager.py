"""Prometheus Alertmanager's webhook, version 4: each alert of a group is one of ours, by its fingerprint.

Its severity is the label `severity`, else `priority` or `level`; without one it is an error.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.build import event, first, mapping, text
from andon.alerts.rules.dedup import key_of_labels
from andon.alerts.rules.event import EventIn
from andon.alerts.rules.words import severity_of
from andon.alerts.told import Format, Reading, Told

_ACTIONS = {"firing": "trigger", "resolved": "resolve"}
_LINKS = (
    ("generatorURL", "Source"),
    ("dashboardURL", "Dashboard"),
    ("panelURL", "Panel"),
    ("silenceURL", "Silence"),
)
_SUMMARY = ("summary", "title", "message", "description")


def read(told: Told) -> Reading:
    alerts = mapping(told.raw).get("alerts")
    if not isinstance(alerts, list):
        return Reading(faults=["alerts: must be the list of a webhook's alerts"])
    return read_alerts(alerts, mapping(told.raw), client="Alertmanager")


def read_alerts(alerts: list[Any], group: dict[str, Any], *, client: str) -> Reading:
    """Grafana's alerts have the same shape."""
    events: list[EventIn] = []
    faults: list[str] = []
    for number, alert in enumerate(alerts):
        if said := _faults(alert):
            faults.append(f"alerts[{number}].{said}")
        else:
            events.append(_event(alert, group, client))
    return Reading(events=events, faults=faults, ignored="" if alerts else "the group holds no alert")


def _faults(alert: object) -> str:
    if not isinstance(alert, dict):
        return "must be an object"
    if text(alert.get("status")) not in _ACTIONS:
        return "status: must be firing or resolved"
    return "" if isinstance(alert.get("labels"), dict) and alert["labels"] else "labels: must be an object of labels"


def _event(alert: dict[str, Any], group: dict[str, Any], client: str) -> EventIn:
    labels, notes = alert["labels"], mapping(alert.get("annotations"))
    name = first(labels.get("alertname"), client)
    links = [(alert.get(field), title) for field, title in _LINKS]
    return event(
        action=_ACTIONS[alert["status"]],
        key=first(alert.get("fingerprint")) or key_of_labels(labels),
        summary=first(*(notes.get(one) for one in _SUMMARY)) or f"{name} {first(labels.get('instance'))}".strip(),
        source=first(labels.get("instance"), labels.get("job"), group.get("externalURL"), client),
        severity=severity_of(first(labels.get("severity"), labels.get("priority"), labels.get("level"))),
        details={"alertname": name, **notes, **labels, "values": alert.get("valueString")},
        timestamp=alert.get("startsAt"),
        links=[(notes.get("runbook_url"), "Runbook"), *links, (group.get("externalURL"), client)],
        client=client,
    )


FORMAT = Format(
    name="alertmanager",
    title="Prometheus Alertmanager (webhook)",
    where=_("In alertmanager.yml, as a receiver. The label severity says whether it pages."),
    example="""receivers:
  - name: andon
    webhook_configs:
      - url: {base}/in/alertmanager
        http_config:
          authorization:
            credentials: {key}""",
    read=read,
    position=30,
)
