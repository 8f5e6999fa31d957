"""Pingdom's state-change webhook: one alert a check. DOWN and FAILING trigger, UP and SUCCESS resolve.

A check of importance LOW only shows (a warning); all others are critical.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.build import event, first, mapping, text
from andon.alerts.told import Format, Reading, Told

_STATES = {"DOWN": "trigger", "FAILING": "trigger", "UP": "resolve", "SUCCESS": "resolve"}


def read(told: Told) -> Reading:
    raw = mapping(told.raw)
    if not first(raw.get("check_id")):
        return Reading(faults=["check_id: is needed"])
    state = text(raw.get("current_state")).upper()
    if state not in _STATES:
        return Reading(faults=["current_state: must be DOWN, UP, FAILING or SUCCESS"])
    return Reading(events=[_event(raw, state)])


def _event(raw: dict[str, Any], state: str) -> Any:
    name, params = first(raw.get("check_name"), raw.get("check_id")), mapping(raw.get("check_params"))
    why = first(raw.get("long_description"), raw.get("description"), "no reason given")
    return event(
        action=_STATES[state],
        key=f"check:{text(raw['check_id'])}",
        summary=f"{name} is {state.lower()}: {why}",
        source=first(params.get("hostname"), params.get("full_url"), "Pingdom"),
        severity="warning" if text(raw.get("importance_level")).upper() == "LOW" else "critical",
        details={
            "check": raw.get("check_type"),
            "state": f"{first(raw.get('previous_state'))} → {state}",
            "description": raw.get("description"),
            "tags": raw.get("tags"),
            "first probe": mapping(raw.get("first_probe")).get("location"),
            "second probe": mapping(raw.get("second_probe")).get("location"),
            "since": raw.get("state_changed_utc_time"),
        },
        links=[(params.get("full_url"), "What is checked")],
        client="Pingdom",
    )


FORMAT = Format(
    name="pingdom",
    title="Pingdom",
    where=_("Settings, Integrations, a new one of the kind Webhook; then tick it at each check."),
    example="""URL: {address}""",
    read=read,
    position=60,
)
