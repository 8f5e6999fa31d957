"""A monitor that speaks to the running product over HTTP."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.catalog.models import Service
from tests.cast import NOBODY
from tests.live_server import Product

GOOD = {"summary": "Checkout is slow", "source": "prometheus", "severity": "critical"}


class Monitor:
    """`monitor.send("trigger", "disk")`, or any bytes with `monitor.post(b"…")`."""

    def __init__(self, product: Product, key: str) -> None:
        self.key = key
        self._product = product

    def event(self, action: str = "trigger", dedup_key: str = "disk", **more: Any) -> dict[str, Any]:
        made = {"routing_key": self.key, "event_action": action, "dedup_key": dedup_key, "payload": GOOD, **more}
        return {name: value for name, value in made.items() if value is not None}

    def send(self, action: str = "trigger", dedup_key: str = "disk", **more: Any) -> httpx.Response:
        return self.post(json.dumps(self.event(action, dedup_key, **more)).encode())

    def post(
        self, content: bytes, path: str = "/v2/enqueue", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return httpx.post(f"{self._product.url}{path}", content=content, headers=headers, timeout=20)


@pytest.fixture
def routing_key(checkout: Service) -> str:
    return create_integration_key(checkout, name="Alertmanager", by=NOBODY)[1]


@pytest.fixture
def monitor_of(product: Product) -> Callable[[str], Monitor]:
    return lambda key: Monitor(product, key)


@pytest.fixture
def over_http(product: Product, routing_key: str) -> Monitor:
    return Monitor(product, routing_key)
