"""Debian's Prometheus Alertmanager, told to send to us: as if we were PagerDuty or Opsgenie, or by webhook."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.live_server import wait_until

BINARY = shutil.which("prometheus-alertmanager")
needs_alertmanager = pytest.mark.skipif(
    BINARY is None, reason="Prometheus Alertmanager is missing: apt-get install prometheus-alertmanager"
)
_CONFIG = """
route:
  receiver: andon
  group_by: [alertname, service]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: andon
    {config}
"""
_CONFIGS = {
    "pagerduty": """pagerduty_configs:
      - routing_key: {key}
        url: {url}/v2/enqueue
        severity: '{{{{ .CommonLabels.severity }}}}'""",
    "opsgenie": """opsgenie_configs:
      - api_key: {key}
        api_url: {url}/
        update_alerts: true
        priority: '{{{{ if eq .CommonLabels.severity "critical" }}}}P1{{{{ else }}}}P4{{{{ end }}}}'""",
    "webhook": """webhook_configs:
      - url: {url}/in/alertmanager
        http_config:
          authorization:
            credentials: {key}""",
}


class Alertmanager:
    def __init__(self, url: str) -> None:
        self._url = url

    def tell(self, name: str, *, ends_at: str = "", **labels: str) -> None:
        """Fire an alert, as Prometheus would; with `ends_at` in the past it is resolved."""
        alert = {
            "labels": {"alertname": name, "service": "checkout", "severity": "critical", **labels},
            "annotations": {"summary": "5xx rate above 5% on checkout"},
        } | ({"endsAt": ends_at} if ends_at else {})
        httpx.post(f"{self._url}/api/v2/alerts", json=[alert], timeout=10).raise_for_status()


@contextmanager
def running_alertmanager(home: Path, *, product_url: str, key: str, by: str = "pagerduty") -> Iterator[Alertmanager]:
    """`by`: how it speaks to us: pagerduty, opsgenie or webhook."""
    assert BINARY
    config = home / "alertmanager.yml"
    config.write_text(_CONFIG.format(config=_CONFIGS[by].format(key=key, url=product_url)))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    options = [
        f"--config.file={config}",
        f"--storage.path={home / 'storage'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with (home / "alertmanager.log").open("wb") as out:
        process = subprocess.Popen([BINARY, *options, "--cluster.listen-address="], stdout=out, stderr=out)
    try:
        wait_until(lambda: _is_ready(url), what=f"Alertmanager; see {home}")
        yield Alertmanager(url)
    finally:
        process.terminate()
        process.wait(15)


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/-/ready", timeout=2).status_code == 200
    except httpx.TransportError:
        return False
