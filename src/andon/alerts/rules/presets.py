"""Mappings to begin with, for monitors whose webhooks are plain JSON."""

from typing import Any

PRESETS: dict[str, dict[str, Any]] = {
    "New Relic": {
        "summary": "{$.condition_name}: {$.details}",
        "source": "$.policy_name",
        "severity": "$.severity",
        "dedup_key": "{$.incident_id}",
        "action": "$.current_state",
        "link": "$.incident_url",
        "actions": {"open": "trigger", "acknowledged": "acknowledge", "closed": "resolve"},
    },
    "Zabbix": {
        "summary": "$.trigger",
        "source": "$.hostname",
        "severity": "$.severity",
        "dedup_key": "{$.hostname}|{$.trigger}",
        "action": "$.status",
        "link": "$.link",
        "severities": {
            "Disaster": "critical",
            "High": "error",
            "Average": "error",
            "Warning": "warning",
            "Information": "info",
            "Not classified": "info",
        },
        "actions": {"PROBLEM": "trigger", "OK": "resolve"},
    },
    "updown.io": {
        "each": "$[*]",
        "summary": "{$.check.url}: {$.downtime.error}",
        "source": "$.check.url",
        "severity": "critical",
        "dedup_key": "$.check.token",
        "action": "$.event",
        "link": "$.check.url",
        "actions": {"check.down": "trigger", "check.up": "resolve"},
    },
    "Librato": {
        "summary": "{$.alert.name}: {$.alert.description}",
        "source": "Librato",
        "dedup_key": "{$.alert.id}",
        "action": "$.clear",
        "link": "$.alert.runbook_url",
        "actions": {"manual": "resolve", "auto": "resolve", "*": "trigger"},
    },
    "Splunk": {
        "summary": "{$.search_name}: {$.result._raw}",
        "source": "$.result.host",
        "severity": "$.result.severity",
        "dedup_key": "{$.search_name}",
        "link": "$.results_link",
    },
    "Datadog": {
        "summary": "$.title",
        "source": "Datadog",
        "severity": "$.priority",
        "dedup_key": "{$.monitor_id}",
        "action": "$.transition",
        "link": "$.link",
        "severities": {"P1": "critical", "P2": "error", "P3": "warning", "P4": "warning", "P5": "info"},
        "actions": {
            "Triggered": "trigger",
            "Re-Triggered": "trigger",
            "Warn": "trigger",
            "No Data": "trigger",
            "Recovered": "resolve",
        },
    },
}
