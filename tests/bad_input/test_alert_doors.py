"""Every door of monitors, sent what is nearly right: no answer is our fault, nothing good is lost beside it."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.put_mapping import put_mapping
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.models import Alert, ChangeEvent
from andon.alerts.rules.mapping import apply_mapping, mapping_faults
from andon.alerts.rules.opsgenie import VERBS, read_act
from andon.alerts.rules.presets import PRESETS
from andon.alerts.rules.receipt import read_receipt
from andon.catalog.models import Service
from tests.bad_input.mutate import ODD, mutated
from tests.cast import NOBODY
from tests.live_server import Product, running_product
from tests.shared import BESIDE

FIRING = {
    "status": "firing",
    "labels": {"alertname": "Disk", "severity": "info"},
    "fingerprint": "f",
    "annotations": {},
}
EVENT = {
    "specversion": "1.0",
    "id": "1",
    "source": "s",
    "type": "a.triggered",
    "data": {"summary": "x", "severity": "info"},
}
ISSUE = {"action": "created", "data": {"issue": {"id": "7", "title": "x", "level": "info", "project": {"name": "p"}}}}
RULE = {"ruleName": "r", "ruleId": 1, "state": "alerting", "evalMatches": [{"metric": "m"}]}
METRIC = {"action": "critical", "data": {"metric_alert": {"id": 1, "alert_rule": {"id": 2, "name": "n"}}}}
CHECK = {"check_id": 1, "check_name": "c", "current_state": "DOWN", "check_params": {"hostname": "h"}}
PROBLEM = {"hostname": "h", "severity": "High", "status": "PROBLEM", "trigger": "t", "link": "http://x"}
CREATE = {"message": "m", "alias": "a", "priority": "P5", "details": {"a": "b"}, "tags": ["t"], "note": "n"}
TRIGGER = {
    "event_action": "trigger",
    "dedup_key": "k",
    "payload": {"summary": "s", "source": "s", "severity": "info"},
}
# By door: the payloads that it knows.
OWN: dict[str, list[Any]] = {
    "alertmanager": [{"version": "4", "groupKey": "g", "externalURL": "http://a", "alerts": [FIRING, FIRING]}],
    "grafana": [{"alerts": [FIRING]}, RULE],
    "cloudevents": [EVENT, [EVENT, EVENT]],
    "sentry": [ISSUE, METRIC],
    "pingdom": [CHECK],
    "mapping": [PROBLEM],
    "opsgenie": [CREATE, CREATE | {"responders": [{"name": "n"}]}],
    "pagerduty": [TRIGGER],
}
ACTS = [
    {"note": "n", "user": "u", "source": "s"},
    {"message": "m"},
    {"description": "d"},
    {"endTime": "2027-01-01T00:00:00Z"},
]
IDENTIFIERS = [
    "a",
    "%00",
    "..",
    "%2F%2F",
    "x" * 600,
    "00000000-0000-7000-8000-000000000000",
    "%ED%A0%80",
    "é",
    "requests",
    "count",
]


def samples() -> dict[str, list[Any]]:
    """Our own, and the vendors' where they are beside this checkout."""
    found = {name: list(own) for name, own in OWN.items()}
    for name in found:
        for path in sorted((BESIDE / "fixtures" / name).glob("*.json")):
            raw = json.loads(path.read_text())
            if len(path.read_bytes()) < 20_000 and "swagger" not in path.name:
                found[name].append(raw)
    return found


@dataclass
class Sent:
    """What was answered, and the keys of good events that were answered with success."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    promised: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)


class Sender:
    def __init__(self, product: Product, keys: dict[str, str], ping: str) -> None:
        self._client = httpx.Client(base_url=product.url, timeout=60, limits=httpx.Limits(max_connections=20))
        self._keys, self._ping, self._samples, self.sent = keys, ping, samples(), Sent()

    def close(self) -> None:
        self._client.close()

    def send(self, number: int) -> None:
        """One wrong input, and now and then a good one beside poisoned ones."""
        random = Random(number)
        name, method, path, content, headers = self._wrong(random)
        if number % 10 == 0:
            self._good(number, random)
        answer = self._client.request(method, path, content=content, headers=headers)
        self.sent.statuses[name, answer.status_code] += 1
        if answer.status_code >= 500 or not answer.headers.get("content-type"):
            self.sent.wrong.append(f"{number}: {method} {path[:80]} {answer.status_code} {content[:200]!r}")

    def _wrong(self, random: Random) -> tuple[str, str, str, bytes, dict[str, bytes]]:
        key, door = self._keys["opsgenie"], random.random()
        genie = {"Authorization": f"GenieKey {key}".encode()}
        if door < 0.55:
            name = random.choice(sorted(self._samples))
            content = mutated(random.choice(self._samples[name]), random)
            return (
                name,
                random.choice(["POST"] * 9 + ["PUT"]),
                f"/in/{name}/{self._keys[name]}",
                content,
                _headers(random),
            )
        if door < 0.65:
            return "create", "POST", "/v2/alerts", mutated(random.choice(self._samples["opsgenie"]), random), genie
        if door < 0.8:
            method, verb = random.choice(sorted(VERBS))
            query = random.choice(
                [
                    "?identifierType=alias",
                    "?identifierType=id",
                    "?identifierType=tiny",
                    "?identifierType=x",
                    "",
                    "?" + "a=1&" * 30,
                ]
            )
            path = f"/jsm/ops/integration/v2/alerts/{random.choice(IDENTIFIERS)}/{verb}{query}"
            return verb, method, path, mutated(random.choice(ACTS), random), genie
        if door < 0.9:
            rest = random.choice(IDENTIFIERS) + random.choice(["", "/notes", "/ping"])
            odd = quote(str(random.choice(ODD)).encode("utf-8", "replace"))[:300]
            name = random.choice(["limit", "offset", "sort", "order", "query", "identifierType"])
            return "read", "GET", f"/v2/{random.choice(['alerts', 'heartbeats'])}/{rest}?{name}={odd}", b"", genie
        if door < 0.95:
            path = random.choice([self._ping, "/ping/" + random.choice(IDENTIFIERS), "/ping/"])
            return "ping", random.choice(["GET", "POST", "HEAD", "DELETE"]), path, random.randbytes(20), {}
        raw = {
            "routing_key": key,
            "payload": {"summary": "s", "custom_details": {"kind": "deploy"}},
            "links": [{"href": "http://x"}],
        }
        return "change", "POST", random.choice(["/v2/change/enqueue", "/v2/enqueue"]), mutated(raw, random), {}

    def _good(self, number: int, random: Random) -> None:
        """A good alert beside two that are not, and a good change."""
        good = FIRING | {"fingerprint": f"good-{number}"}
        alerts: list[Any] = [FIRING | {"status": random.choice(ODD[:10])}, good, random.choice([7, None, [], "x"])]
        answer = self._client.post(
            f"/in/alertmanager/{self._keys['alertmanager']}", content=json.dumps({"alerts": alerts[1:]})
        )
        if answer.status_code == 202:
            self.sent.promised.add(f"good-{number}")
        change = {"routing_key": self._keys["opsgenie"], "payload": {"summary": f"change {number}"}}
        if self._client.post("/v2/change/enqueue", json=change).status_code == 202:
            self.sent.changes.add(f"change {number}")


def _headers(random: Random) -> dict[str, bytes]:
    odd = {
        "content-type": random.choice(["application/json", "text/plain", "application/cloudevents+json", "x" * 200]),
        "ce-specversion": random.choice(["1.0", "", "x"]),
        "ce-id": "1",
        "ce-source": "\u00e9",
        "ce-type": "a.b",
        "sentry-hook-signature": random.choice(["", "x" * 64, "\u00e9"]),
        "sentry-hook-resource": "issue",
        "authorization": random.choice(["Basic !!", "Bearer", "Basic w6k=", "x"]),
    }
    return {name: odd[name].encode("latin-1") for name in random.sample(sorted(odd), random.randint(0, 3))}


@pytest.fixture
def sender(tmp_path: Path, transactional_db: None, checkout: Service) -> Iterator[Sender]:
    keys = {}
    for name in OWN:
        key, text = create_integration_key(checkout, name=name, by=NOBODY, format=name)
        keys[name] = text
        if name == "mapping":
            put_mapping(key, mapping=PRESETS["Zabbix"], by=NOBODY)
    beat = create_heartbeat(checkout, HeartbeatIn(name="a", every_minutes=5, severity="info"), by=NOBODY)
    from andon.alerts.reads.ping_address import ping_address

    with running_product(tmp_path, ANDON_EVENTS_RATE="100000", ANDON_EVENTS_BURST="1000000") as product:
        ping = "/ping/" + ping_address(beat).rpartition("/")[2]
        made = Sender(product, keys, ping)
        # The keys become known first: strangers are few a second.
        for name, text in keys.items():
            httpx.post(f"{product.url}/in/{name}/{text}", json=OWN[name][0]).raise_for_status()
        httpx.get(product.url + ping).raise_for_status()
        yield made
        made.close()


def check(sender: Sender, count: int) -> None:
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(sender.send, range(count)))
    assert sender.sent.wrong == []
    assert sum(sender.sent.statuses.values()) == count
    answered = Counter(status for _door, status in sender.sent.statuses.elements())
    assert answered[202] > count / 10, answered
    assert answered[400] + answered[422] > count / 10, answered
    # A good one that stands beside poisoned ones is taken, and what was promised is there.
    assert len(sender.sent.promised) == len(range(0, count, 10))
    assert sender.sent.promised <= set(Alert.objects.values_list("dedup_key", flat=True))
    assert sender.sent.changes <= set(ChangeEvent.objects.values_list("summary", flat=True))
    assert len(sender.sent.changes) == len(sender.sent.promised)


def test_a_few_hundred_inputs(sender: Sender) -> None:
    check(sender, 400)


@pytest.mark.slow
def test_ten_thousand_inputs(sender: Sender) -> None:
    check(sender, 10_000)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["note", "message", "endTime", "user", "a"]), inner)
    ),
    max_leaves=8,
)


@given(_json, st.sampled_from(sorted(VERBS)), st.text(max_size=40), st.sampled_from(["id", "alias", "tiny"]))
def test_opsgenies_verbs_raise_nothing(raw: object, verb: tuple[str, str], identifier: str, kind: str) -> None:
    made = read_act(verb[1], VERBS[verb], raw, identifier, kind, datetime(2026, 11, 17, tzinfo=UTC))
    assert isinstance(made, dict) or made.action == VERBS[verb]


@given(st.text(max_size=60) | st.from_regex(r"[0-9a-f]{32}-[0-9a-f]{1,11}-[a-z]+", fullmatch=True))
def test_receipts_raise_nothing(text: str) -> None:
    found = read_receipt(text)
    assert found is None or str(found) == text or found.at


_path = st.text(alphabet="$.[]*'\"{}?@=!<>&|()0123456789abc, :-~#^_", max_size=30)


@given(
    st.dictionaries(
        st.sampled_from(["each", "summary", "source", "severity", "dedup_key", "action"]),
        _path | _path.map("$".__add__),
    ),
    _json,
)
def test_what_is_no_fault_of_a_mapping_can_be_used(mapping: dict[str, str], raw: Any) -> None:
    if not mapping_faults(mapping):
        apply_mapping(mapping, raw)
