"""What the events door is sent that is no event: each its clear answer, and the next good one passes."""

import json
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.models import Alert
from andon.catalog.models import Service
from tests.cast import NOBODY
from tests.live_server import Product

PAYLOAD = {"summary": "Disk full", "source": "db-1", "severity": "info"}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def key(checkout: Service) -> str:
    return create_integration_key(checkout, name="Monitor", by=NOBODY)[1]


def event(key: str, **more: object) -> dict[str, object]:
    return {"routing_key": key, "event_action": "trigger", "dedup_key": "disk", "payload": PAYLOAD, **more}


def bad(key: str) -> dict[str, tuple[bytes, int]]:
    good = json.dumps(event(key))
    return {
        "empty": (b"", 400),
        "no JSON": (b"disk full!", 400),
        "a list": (f"[{good}]".encode(), 400),
        "a number": (b"7", 400),
        "cut off": (good[:-9].encode(), 400),
        "latin-1": (good.replace("Disk", "D\u00efsk").encode("latin-1"), 400),
        "NUL": (good.replace("Disk", "D\\u0000sk").encode(), 400),
        "raw NUL": (good.replace("Disk", "D\0sk").encode(), 400),
        "half a pair": (good.replace("Disk", "D\\ud800sk").encode(), 400),
        "NaN": (json.dumps(event(key, client={"load": float("nan")})).encode(), 400),
        "no number": (good.replace('"disk"', '"disk", "client": 1e999').encode(), 400),
        "a number too long": (good.replace('"disk"', '"disk", "client": ' + "9" * 5000).encode(), 400),
        "deep": (good.replace('"disk"', '"disk", "client": ' + "[" * 5000 + "]" * 5000).encode(), 400),
        "too long": (json.dumps(event(key, client="x" * 600_000)).encode(), 413),
        "no key": (json.dumps(event("")).encode(), 400),
        "another's key": (json.dumps(event("0" * 32)).encode(), 400),
        "a key of NULs": (json.dumps(event("\0" * 32)).encode(), 400),
        "a key that is none": (json.dumps(event("x") | {"routing_key": {"a": 1}}).encode(), 400),
    }


def test_each_has_its_answer_and_harms_nobody(product: Product, key: str) -> None:
    wrong = {}
    with httpx.Client(base_url=product.url, timeout=20) as client:
        for name, (content, status) in bad(key).items():
            answer = client.post("/v2/enqueue", content=content)
            if answer.status_code != status or not answer.json()["message"]:
                wrong[name] = (answer.status_code, answer.text)
        assert wrong == {}
        assert not Alert.objects.exists()
        for method in ("GET", "PUT", "DELETE"):
            assert client.request(method, "/v2/enqueue").status_code == 405
        good = client.post("/v2/enqueue", content=json.dumps(event(key, payload=PAYLOAD | {"summary": HOSTILE})))
        assert good.status_code == 202
        assert client.get("/healthz").status_code == 200
    # Text stays text: what shows it escapes it.
    assert Alert.objects.get().summary == HOSTILE


def test_a_replayed_event_counts_and_pages_nobody_again(product: Product, key: str) -> None:
    for _ in range(3):
        assert httpx.post(f"{product.url}/v2/enqueue", json=event(key)).status_code == 202
    assert Alert.objects.get().count == 3


def test_one_that_hangs_up_in_the_middle_does_nothing(product: Product, key: str) -> None:
    address, body = urlsplit(product.url), json.dumps(event(key)).encode()
    for sent in (body[:20], b""):
        with socket.create_connection(("127.0.0.1", address.port or 80), timeout=10) as connection:
            head = f"POST /v2/enqueue HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + sent)
    assert httpx.get(f"{product.url}/healthz").status_code == 200
    assert not Alert.objects.exists()


def test_chunks_without_end_are_refused_at_the_cap(product: Product, key: str) -> None:
    answer = httpx.post(f"{product.url}/v2/enqueue", content=(b"x" * 65536 for _ in range(20)))
    assert answer.status_code == 413
