"""Sentry's webhooks: those of an integration (signed with its client secret), and the legacy plug-in's (not signed).

One alert an issue, or a metric alert. Alert rules page by their level: fatal is critical, error an error. The stream of
every new issue (`issue.*`) only shows: a warning at most, because nobody asked to be woken for each.
"""

import hmac
import re
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.build import event, first, mapping, text
from andon.alerts.rules.words import severity_of
from andon.alerts.told import Format, Reading, Told, Untrusted

_METRIC = {"critical": ("trigger", "critical"), "warning": ("trigger", "warning"), "resolved": ("resolve", "info")}
_ISSUE = {
    "created": "trigger",
    "unresolved": "trigger",
    "resolved": "resolve",
    "archived": "resolve",
    "ignored": "resolve",
}
_ISSUE_IN_ADDRESS = re.compile(r"/issues/(\d+)")


def read(told: Told) -> Reading:
    """A key that holds a client secret takes nothing that is not signed with it."""
    if told.secret:
        _verify(told)
    raw, parts = mapping(told.raw), mapping(mapping(told.raw).get("data"))
    action = text(raw.get("action"))
    for name, read_one in _RESOURCES.items():
        if isinstance(parts.get(name), dict) and parts[name]:
            return read_one(action, parts[name], parts)
    if isinstance(raw.get("event"), dict) and first(raw.get("id")):
        return Reading(events=[_legacy(raw)])
    if parts or text(told.headers.get("sentry-hook-resource")):
        return Reading(ignored="only issues, issue alerts and metric alerts are taken")
    return Reading(faults=["data: must hold an issue, an event or a metric_alert"])


def _verify(told: Told) -> None:
    expected = hmac.new(told.secret.encode(), told.body, sha256).hexdigest()
    given = told.headers.get("sentry-hook-signature", "")
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise Untrusted


def _issue(action: str, issue: dict[str, Any], _parts: dict[str, Any]) -> Reading:
    if not first(issue.get("id")):
        return Reading(faults=["data.issue.id: is needed"])
    if action not in _ISSUE:
        return Reading(ignored=f"issue.{action or '?'} changes nothing here")
    level = severity_of(issue.get("level"))
    severity = "info" if level == "info" else "warning"
    return Reading(events=[_event(_ISSUE[action], first(issue.get("id")), severity, issue, issue.get("project"))])


def _alert(action: str, told: dict[str, Any], parts: dict[str, Any]) -> Reading:
    id = _issue_of(told)
    if not id:
        return Reading(faults=["data.event.issue_id: is needed"])
    if action != "triggered":
        return Reading(ignored=f"event_alert.{action or '?'} changes nothing here")
    severity = severity_of(told.get("level"))
    return Reading(
        events=[_event("trigger", id, severity, told, told.get("project"), rule=parts.get("triggered_rule"))]
    )


def _metric(action: str, metric: dict[str, Any], parts: dict[str, Any]) -> Reading:
    if action not in _METRIC:
        return Reading(ignored=f"metric_alert.{action or '?'} changes nothing here")
    rule = mapping(metric.get("alert_rule"))
    id = first(rule.get("id"), metric.get("id"), metric.get("identifier"))
    if not id:
        return Reading(faults=["data.metric_alert.id: is needed"])
    does, severity = _METRIC[action]
    summary = first(parts.get("description_title"), metric.get("title"), rule.get("name"), "A metric alert")
    details = {
        "rule": rule.get("name"),
        "description": parts.get("description_text"),
        "projects": metric.get("projects"),
    }
    made = event(
        action=does, key=f"metric:{id}", summary=summary, source="Sentry", severity=severity, details=details,
        links=[(parts.get("web_url"), "Sentry")], client="Sentry",
    )  # fmt: skip
    return Reading(events=[made])


def _legacy(raw: dict[str, Any]) -> Any:
    inner = mapping(raw["event"])
    title = first(raw.get("message"), inner.get("title"), raw.get("culprit"))
    merged = {**inner, **raw, "title": title, "web_url": raw.get("url")}
    project = first(raw.get("project_name"), raw.get("project"))
    return _event("trigger", first(raw.get("id")), severity_of(raw.get("level")), merged, project)


def _event(action: str, id: str, severity: str, told: dict[str, Any], project: object, rule: object = None) -> Any:
    name = first(mapping(project).get("name"), project, "Sentry")
    details = {name: told.get(name) for name in ("culprit", "level", "platform", "environment", "shortId", "count")}
    return event(
        action=action,
        key=f"issue:{id}",
        summary=first(told.get("title"), told.get("message"), told.get("culprit"), "An issue in Sentry"),
        source=name,
        severity=severity,
        details={"project": name, "rule": rule, **details},
        timestamp=told.get("datetime"),
        links=[(told.get("web_url"), "Sentry"), (told.get("permalink"), "Sentry")],
        client="Sentry",
    )


def _issue_of(told: dict[str, Any]) -> str:
    if id := first(told.get("issue_id")):
        return id
    found = (_ISSUE_IN_ADDRESS.search(text(told.get(name))) for name in ("issue_url", "web_url"))
    return next((match.group(1) for match in found if match), "")


_RESOURCES = {"metric_alert": _metric, "issue": _issue, "event": _alert}
FORMAT = Format(
    name="sentry",
    title="Sentry",
    where=_(
        "Settings, Developer settings, a new internal integration with this webhook address and “Alert rule action” "
        "on. Copy its client secret into the field here: whatever is not signed with it is refused."
    ),
    example="""Webhook URL: {address}""",
    read=read,
    position=50,
    takes_secret=True,
)
