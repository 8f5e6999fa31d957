"""Every payload of these vendors is read, or refused for a reason that stands here."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import shared_fixtures

from andon.alerts.registry import all_formats
from andon.alerts.rules.event import SEVERITIES, EventIn
from andon.alerts.rules.presets import PRESETS
from andon.alerts.told import Reading, Told, Untrusted

# Folder, beginning of the file's name: its format, or a preset of the mapping.
READ_BY = {
    ("alertmanager", "zulip"): "alertmanager",
    ("grafana", "zulip"): "grafana",
    ("pingdom", "zulip"): "pingdom",
    ("sentry", "zulip"): "sentry",
    ("monitoring", "keep.sentry"): "sentry",
    ("monitoring", "keep.datadog"): "Datadog",
    ("newrelic", "zulip"): "New Relic",
    ("zabbix", "zulip"): "Zabbix",
    ("updown", "zulip"): "updown.io",
    ("librato", "zulip.alert"): "Librato",
    ("splunk", "zulip"): "Splunk",
}
NOT_READ = {
    ("alertmanager", "api-v2.openapi"): "a description of Alertmanager's own API",
    ("cloudevents", "cloudevents.schema"): "a schema",
    ("opsgenie", "swagger2"): "a description of an API",
    ("opsgenie", "zulip"): "Opsgenie telling others of its alerts, which are no monitor's",
    ("pagerduty", ""): "PagerDuty telling others of its incidents, which are no monitor's",
    ("monitoring", "keep.prometheus"): "no webhook of Alertmanager: a rule without status and time",
    ("monitoring", "keep.cloudwatch"): "no message of SNS: only its text, and without a state",
    ("librato", "zulip.snapshot"): "a picture that somebody shared, no alert",
}
IGNORED = {"sentry/zulip.issue_assigned_to_team.json": "issue.assigned changes nothing here"}
FAULTY = {
    "newrelic/zulip.incident_default_fields.json": "[0].summary: {$.condition_name}: {$.details} finds no text",
}
VENDORS = ("alertmanager", "grafana", "sentry", "pingdom", "opsgenie", "cloudevents", "monitoring", "newrelic",
           "zabbix", "pagerduty", "updown", "librato", "splunk")  # fmt: skip


def read(name: str, raw: Any) -> Reading:
    if name in PRESETS:
        return all_formats()["mapping"].read(Told(raw=raw, mapping=PRESETS[name]))
    return all_formats()[name].read(Told(raw=raw))


def files() -> list[tuple[str, Path]]:
    found = [(vendor, path) for vendor in VENDORS for path in sorted(shared_fixtures(vendor).glob("*.*"))]
    return [(vendor, path) for vendor, path in found if path.suffix in (".json", ".yaml")]


def how(table: dict[tuple[str, str], str], vendor: str, path: Path) -> str:
    return next((said for (of, begins), said in table.items() if of == vendor and path.name.startswith(begins)), "")


def payloads(path: Path) -> list[Any]:
    """Of Keep's collections each sample; else the file."""
    raw = json.loads(path.read_text())
    return [sample["payload"] for sample in raw.values()] if path.name.startswith("keep.") else [raw]


def test_every_payload_is_read_or_refused_for_a_reason() -> None:
    count = 0
    for vendor, path in files():
        name, reason = how(READ_BY, vendor, path), how(NOT_READ, vendor, path)
        assert bool(name) != bool(reason), f"{vendor}/{path.name} is in neither table, or in both"
        for raw in payloads(path) if name else []:
            check(f"{vendor}/{path.name}", read(name, raw))
            count += 1
    assert count > 30


def check(where: str, reading: Reading) -> None:
    if where in IGNORED:
        assert (reading.events, reading.ignored) == ([], IGNORED[where])
    elif where in FAULTY:
        assert (reading.events, reading.faults) == ([], [FAULTY[where]])
    else:
        assert reading.events, where
        assert reading.faults == [], where
        for event in reading.events:
            assert_whole(event, where)


def assert_whole(event: EventIn, where: str = "") -> None:
    assert event.action in ("trigger", "resolve", "acknowledge"), where
    assert event.severity in SEVERITIES, where
    assert event.summary.strip(), where
    assert len(event.summary) <= 1024, where
    assert len(event.source) <= 255, where
    assert 0 < len(event.dedup_key) <= 255, where


def test_what_is_no_monitors_word_is_refused_with_a_fault() -> None:
    for vendor, path in files():
        if path.suffix == ".json" and how(NOT_READ, vendor, path):
            for name in ("alertmanager", "grafana", "pingdom", "cloudevents", "opsgenie"):
                for raw in payloads(path):
                    reading = read(name, raw)
                    assert reading.events == [], (vendor, path.name, name)
                    assert reading.faults, (vendor, path.name, name)


def test_what_alertmanager_sent_here_is_read_by_each_of_its_three_ways() -> None:
    keys: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((shared_fixtures("alertmanager") / "captured").glob("*.json")):
        kind, sent = path.stem.split("-")[1], json.loads(path.read_text())
        name = {"webhook": "alertmanager", "opsgenie": "opsgenie", "pagerduty": "pagerduty"}.get(kind)
        if name is None or not sent["path"].endswith(("/webhook", "/v2/alerts", "/v2/enqueue")):
            # Slack's messages are for people; Opsgenie's other verbs have a door of their own.
            continue
        for event in read(name, sent["body"] | ({"routing_key": "k" * 32} if name == "pagerduty" else {})).events:
            keys.setdefault(kind, []).append((event.action, event.dedup_key))
    assert set(keys) == {"webhook", "opsgenie", "pagerduty"}
    assert {len({key for _action, key in found}) for found in keys.values()} == {1, 2}
    assert [action for action, _key in keys["webhook"]].count("resolve") == 2


EXPECTED = [
    ("alertmanager", "zulip.alert", "trigger", "critical", "a1bc48475b20e73d"),
    ("grafana", "zulip-new.alert_values_v11", "trigger", "error", "e6349a25f5ef0e9e"),
    ("grafana", "zulip.no_message_alert", "trigger", "error", "rule:1:4"),
    ("pingdom", "zulip.http_up_to_down", "trigger", "critical", "check:2048467"),
    ("sentry", "zulip.event_for_message_python", "trigger", "info", "issue:1635261062"),
    ("sentry", "zulip.issue_created_for_message", "trigger", "info", "issue:1635261062"),
    ("sentry", "zulip.issue_resolved", "resolve", "warning", "issue:1638821441"),
    ("sentry", "zulip.webhook_event_for_exception_python", "trigger", "error", "issue:1972208801"),
    ("zabbix", "zulip.zabbix_alert", "trigger", "error", None),
    ("updown", "zulip.check_down_one_event", "trigger", "critical", "ngg8"),
    ("updown", "zulip.check_up_again_one_event", "resolve", "critical", "ngg8"),
    ("newrelic", "zulip.incident_acknowledged", "acknowledge", "error", "1234"),
]


@pytest.mark.parametrize(("vendor", "name", "action", "severity", "key"), EXPECTED)
def test_what_is_made_of_it(vendor: str, name: str, action: str, severity: str, key: str | None) -> None:
    path = shared_fixtures(vendor) / f"{name}.json"
    event = read(how(READ_BY, vendor, path), json.loads(path.read_text())).events[0]
    assert (event.action, event.severity) == (action, severity)
    assert key is None or event.dedup_key == key


def test_one_bad_alert_does_not_hide_its_neighbours() -> None:
    good = {"status": "firing", "labels": {"alertname": "Disk"}, "fingerprint": "f1"}
    reading = read(
        "alertmanager", {"alerts": [good, {"status": "odd", "labels": {"a": "b"}}, 7, good | {"labels": []}]}
    )
    assert [event.dedup_key for event in reading.events] == ["f1"]
    assert reading.faults == [
        "alerts[1].status: must be firing or resolved",
        "alerts[2].must be an object",
        "alerts[3].labels: must be an object of labels",
    ]


def test_a_key_with_a_client_secret_takes_only_what_is_signed() -> None:
    import hmac

    body = json.dumps({"action": "created", "data": {"issue": {"id": "7", "title": "x", "level": "error"}}}).encode()
    good = hmac.new(b"s3cret", body, "sha256").hexdigest()
    sentry = all_formats()["sentry"].read
    signed = {"sentry-hook-signature": good}
    assert sentry(Told(raw=json.loads(body), body=body, headers=signed, secret="s3cret")).events
    for headers, content in (({}, body), ({"sentry-hook-signature": good[:-1] + "é"}, body), (signed, body + b" ")):
        with pytest.raises(Untrusted):
            sentry(Told(raw=json.loads(content), body=content, headers=headers, secret="s3cret"))


def test_cloudevents_in_three_manners() -> None:
    whole = {"specversion": "1.0", "id": "1", "source": "/disk", "type": "com.x.disk.triggered", "subject": "db-1",
             "data": {"summary": "Disk full", "severity": "critical"}}  # fmt: skip
    over = whole | {"type": "com.x.disk.resolved", "id": "2"}
    batch = read("cloudevents", [whole, over, {"id": "3"}])
    assert [(event.action, event.dedup_key) for event in batch.events] == [
        ("trigger", "/disk|db-1"),
        ("resolve", "/disk|db-1"),
    ]
    assert batch.faults[0] == "[2].specversion: is needed"
    headers = {"ce-specversion": "1.0", "ce-id": "1", "ce-source": "/disk", "ce-type": "com.x.disk.triggered"}
    binary = all_formats()["cloudevents"].read(Told(raw={"summary": "Disk full"}, headers=headers))
    assert (binary.events[0].summary, binary.events[0].severity) == ("Disk full", "error")
    assert binary.events[0].dedup_key == "/disk|com.x.disk"


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["alerts", "status", "labels", "data", "issue", "event", "id", "action", "check_id", "current_state", "state",
         "ruleName", "message", "alias", "details", "specversion", "source", "type", "annotations", "metric_alert"]
    ) | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(_json)
def test_nothing_raises_and_whatever_is_made_is_whole(raw: object) -> None:
    for name in (*all_formats(), *PRESETS):
        for event in read(name, raw).events:
            if name != "pagerduty" and event.dedup_key:
                assert_whole(event, name)
