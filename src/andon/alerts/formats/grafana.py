"""Grafana's webhooks: unified alerting (9 and later), which speaks as Alertmanager does, and the legacy one (until 8).

Legacy: `alerting` and `no_data` trigger, `ok` resolves, `paused` and `pending` change nothing. Its severity is the tag
`severity`, `priority` or `og_priority`; without one it is an error. One alert a rule.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.build import event, first, mapping
from andon.alerts.rules.words import severity_of
from andon.alerts.told import Format, Reading, Told

from .alertmanager import read_alerts

_STATES = {"alerting": "trigger", "no_data": "trigger", "ok": "resolve"}


def read(told: Told) -> Reading:
    raw = mapping(told.raw)
    if isinstance(raw.get("alerts"), list):
        return read_alerts(raw["alerts"], raw, client="Grafana")
    if "ruleName" not in raw or "state" not in raw:
        return Reading(
            faults=["alerts: must be the list of a webhook's alerts (or ruleName and state, before Grafana 9)"]
        )
    if raw["state"] in ("paused", "pending"):
        return Reading(ignored=f"a rule that is {raw['state']} says nothing")
    if not isinstance(raw["state"], str) or raw["state"] not in _STATES:
        return Reading(faults=["state: must be alerting, no_data, ok, paused or pending"])
    return Reading(events=[_legacy(raw)])


def _legacy(raw: dict[str, Any]) -> Any:
    name, tags = first(raw["ruleName"], raw.get("title"), "Grafana"), mapping(raw.get("tags"))
    matches = [mapping(one) for one in raw["evalMatches"]] if isinstance(raw.get("evalMatches"), list) else []
    measured = {first(one.get("metric"), "value"): one.get("value") for one in matches}
    return event(
        action=_STATES[raw["state"]],
        key=f"rule:{first(raw.get('orgId'))}:{first(raw.get('ruleId'), name)}",
        summary=f"{name}: {first(raw.get('message'))}" if first(raw.get("message")) else name,
        source="Grafana",
        severity=severity_of(first(tags.get("severity"), tags.get("priority"), tags.get("og_priority"))),
        details={"state": raw["state"], **tags, **measured},
        links=[(raw.get("ruleUrl"), "Rule"), (raw.get("imageUrl"), "Picture")],
        client="Grafana",
    )


FORMAT = Format(
    name="grafana",
    title="Grafana",
    where=_("Alerting, Contact points, a new one of the kind Webhook. The label severity says whether it pages."),
    example="""URL: {base}/in/grafana
HTTP method: POST
Authorization header, scheme: Bearer
Authorization header, credentials: {key}

# where headers cannot be set
URL: {address}""",
    read=read,
    position=40,
)
