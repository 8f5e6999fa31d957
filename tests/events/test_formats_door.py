"""/in/<format>: monitors that speak neither PagerDuty's nor Opsgenie's language, over HTTP."""

import base64
import hmac
import json
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.put_mapping import put_mapping
from andon.alerts.actions.revoke_integration_key import revoke_integration_key
from andon.alerts.models import Alert
from andon.alerts.rules.presets import PRESETS
from andon.catalog.models import Service
from tests.cast import NOBODY
from tests.live_server import Product, running_product

FIRING = {"status": "firing", "labels": {"alertname": "Disk", "severity": "warning"}, "fingerprint": "f1"}
OVER = FIRING | {"status": "resolved"}


def post(product: Product, path: str, body: Any, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.post(f"{product.url}{path}", content=content, headers=headers, timeout=20)


def test_the_key_goes_where_the_monitor_can_put_it(product: Product, routing_key: str) -> None:
    basic = base64.b64encode(f"andon:{routing_key}".encode()).decode()
    ways: list[tuple[str, dict[str, str]]] = [
        (f"/in/alertmanager/{routing_key}", {}),
        ("/in/alertmanager", {"Authorization": f"Bearer {routing_key}"}),
        ("/in/alertmanager", {"Authorization": f"Basic {basic}"}),
        ("/in/alertmanager", {"X-Api-Key": routing_key}),
    ]
    for number, (path, headers) in enumerate(ways, start=1):
        answer = post(product, path, {"alerts": [FIRING]}, **headers)
        assert (answer.status_code, answer.json()["events"]) == (202, [{"dedup_key": "f1"}])
        assert Alert.objects.get().count == number
    assert post(product, f"/in/grafana/{routing_key}", {"alerts": [OVER]}).status_code == 202
    assert Alert.objects.get().state == "resolved"


def test_one_request_opens_and_ends_several(product: Product, routing_key: str) -> None:
    group = [FIRING | {"fingerprint": f"f{number}"} for number in range(50)]
    assert len(post(product, f"/in/alertmanager/{routing_key}", {"alerts": group}).json()["events"]) == 50
    half = [one | {"status": "resolved"} for one in group[:25]] + [{"status": "odd"}]
    answer = post(product, f"/in/alertmanager/{routing_key}", {"alerts": half})
    assert (answer.status_code, answer.json()["errors"]) == (202, ["alerts[25].status: must be firing or resolved"])
    assert Alert.objects.standing().count() == 25


def test_refusals_name_what_is_wrong(product: Product, routing_key: str) -> None:
    good: dict[str, Any] = {"alerts": [FIRING]}
    answers = {
        401: [post(product, "/in/alertmanager", good), post(product, f"/in/alertmanager/{'0' * 32}", good),
              post(product, f"/in/alertmanager/{'0' * 32}", {"alerts": []})],
        404: [post(product, f"/in/carrier-pigeon/{routing_key}", good),
              post(product, f"/in/grafana/{routing_key}/x", good)],
        405: [httpx.get(f"{product.url}/in/alertmanager/{routing_key}")],
        400: [post(product, f"/in/alertmanager/{routing_key}", raw) for raw in (b"{", b"", {"alerts": 7}, [1],
              {"alerts": [FIRING | {"fingerprint": "a\0"}]}, {"alerts": [{"status": "odd"}]})],
        413: [post(product, f"/in/alertmanager/{routing_key}", b" " * 2_100_000)],
    }  # fmt: skip
    for status, found in answers.items():
        assert [answer.status_code for answer in found] == [status] * len(found)
        assert all(answer.json()["message"] for answer in found)
    assert answers[400][2].json()["errors"] == ["alerts: must be the list of a webhook's alerts"]
    nothing = post(product, f"/in/alertmanager/{routing_key}", {"alerts": []})
    assert (nothing.status_code, nothing.json()["ignored"]) == (202, "the group holds no alert")
    assert not Alert.objects.exists()


def test_a_revoked_key_is_refused(product: Product, checkout: Service) -> None:
    key, text = create_integration_key(checkout, name="Grafana", by=NOBODY, format="grafana")
    assert post(product, f"/in/grafana/{text}", {"alerts": [FIRING]}).status_code == 202
    revoke_integration_key(key, by=NOBODY)
    assert post(product, f"/in/grafana/{text}", {"alerts": [FIRING]}).status_code == 401


def test_sentry_is_believed_by_its_signature(product: Product, checkout: Service) -> None:
    key, text = create_integration_key(checkout, name="Sentry", by=NOBODY, format="sentry", secret="c1ient")
    assert "c1ient" not in key.sealed_secret
    body = json.dumps({"action": "triggered", "data": {"event": {"issue_id": "7", "title": "Boom", "level": "fatal"}}})
    signed = hmac.new(b"c1ient", body.encode(), "sha256").hexdigest()
    assert post(product, f"/in/sentry/{text}", body.encode()).status_code == 401
    assert (
        post(product, f"/in/sentry/{text}", body.encode(), **{"Sentry-Hook-Signature": signed[::-1]}).status_code == 401
    )
    assert not Alert.objects.exists()
    assert post(product, f"/in/sentry/{text}", body.encode(), **{"Sentry-Hook-Signature": signed}).status_code == 202
    assert (Alert.objects.get().severity, Alert.objects.get().dedup_key) == ("critical", "issue:7")


def test_any_json_by_a_mapping(product: Product, checkout: Service) -> None:
    key, text = create_integration_key(checkout, name="Zabbix", by=NOBODY, format="mapping")
    down = {"hostname": "www", "severity": "Disaster", "status": "PROBLEM", "trigger": "Unreachable", "link": "x"}
    assert post(product, f"/in/mapping/{text}", down).json()["errors"] == [
        "mapping: this integration key holds none yet"
    ]
    put_mapping(key, mapping=PRESETS["Zabbix"], by=NOBODY)
    assert post(product, f"/in/mapping/{text}", down).status_code == 202
    assert (Alert.objects.get().summary, Alert.objects.get().severity) == ("Unreachable", "critical")
    assert post(product, f"/in/mapping/{text}", down | {"status": "OK"}).status_code == 202
    assert Alert.objects.get().state == "resolved"
    assert post(product, f"/in/mapping/{text}", {"hostname": "www"}).json()["errors"] == [
        "[0].summary: $.trigger finds no text"
    ]


def test_no_log_holds_a_key_that_stood_in_an_address(
    tmp_path: Path, transactional_db: None, routing_key: str, caplog: pytest.LogCaptureFixture
) -> None:
    with running_product(tmp_path) as product, caplog.at_level(logging.CRITICAL):
        assert post(product, f"/in/alertmanager/{routing_key}", {"alerts": [FIRING]}).status_code == 202
        assert post(product, f"/in/alertmanager/{routing_key}", b"{").status_code == 400
        assert httpx.get(f"{product.url}/ping/{routing_key}").status_code == 404
        metrics = httpx.get(f"{product.url}/metrics").text
    logged = (tmp_path / "web.log").read_text()
    assert "/in/alertmanager/…" in logged
    assert routing_key not in logged
    assert routing_key not in metrics
    assert 'door="/in/"' in metrics
