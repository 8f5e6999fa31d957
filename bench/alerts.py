"""A storm: ten thousand identical events, here and at Debian's Alertmanager in the same run.

And what the web process holds in memory while a hundred thousand alerts stand open.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.receive_events import receive_events
from andon.alerts.models import Alert
from andon.alerts.rules.event import EventIn
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Service
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.paging.models import Page
from andon.people.models import Team, User
from andon.work.engine.inline import run_due_work
from andon.work.lanes import PAGE

from .client import Load, post_count
from .company import BY
from .house import BASE_URL
from .processes import running

STORM = 10_000
OPEN = 100_000
CLIENTS = 64
_SAYS = {"summary": "Checkout is slow", "source": "prometheus", "severity": "critical"}


@dataclass(frozen=True, slots=True)
class Storm:
    """`alerts` and `pages` that came of it; -1: not ours to count."""

    what: str
    seconds: float
    load: Load
    alerts: int
    pages: int = -1


@dataclass(frozen=True, slots=True)
class Memory:
    """Of the web process (resident), in MiB: fresh, while the alerts stand, and after a list and a storm over them."""

    alerts: int
    fresh: float
    standing: float
    used: float


def storms(home: Path, engineer: User) -> Iterator[Storm]:
    """The same alert ten thousand times: one alert and one page here; there one alert."""
    service = _service("storm", engineer)
    _key, routing_key = create_integration_key(service, name="Storm", by=BY)

    def event(_number: int) -> dict[str, Any]:
        return {"routing_key": routing_key, "event_action": "trigger", "dedup_key": "storm", "payload": _SAYS}

    with running(home, "web"):
        httpx.post(f"{BASE_URL}/v2/enqueue", json=event(0), timeout=30).raise_for_status()
        ours = post_count(f"{BASE_URL}/v2/enqueue", event, count=STORM - 1, clients=CLIENTS)
        assert set(ours.statuses) == {202}, ours.statuses
    # The page goes into the ledger; whether a relay takes it is another matter.
    run_due_work((PAGE,), raise_errors=False)
    found = Alert.objects.filter(service=service)
    assert [alert.count for alert in found] == [STORM]
    pages = Page.objects.filter(escalation__service=service).count()
    yield Storm("Andon (POST /v2/enqueue), each committed", STORM / ours.per_second, ours, found.count(), pages)
    yield from _alertmanagers(home)


def _alertmanagers(home: Path) -> Iterator[Storm]:
    """It keeps alerts in memory and writes none of them to the disk."""
    binary = shutil.which("prometheus-alertmanager")
    if binary is None:
        print("(no Alertmanager to compare with: apt-get install prometheus-alertmanager)\n")
        return
    with _alertmanager(binary, home) as url:
        fire = [{"labels": {"alertname": "Storm", "severity": "critical"}, "annotations": _SAYS}]
        load = post_count(f"{url}/api/v2/alerts", lambda _number: fire, count=STORM, clients=CLIENTS)
        assert set(load.statuses) == {200}, load.statuses
        count = len(httpx.get(f"{url}/api/v2/alerts", timeout=30).json())
    yield Storm("Alertmanager (POST /api/v2/alerts), in memory", STORM / load.per_second, load, count)


@contextmanager
def _alertmanager(binary: str, home: Path) -> Iterator[str]:
    config = home / "alertmanager.yml"
    config.write_text("route: {receiver: nobody}\nreceivers: [{name: nobody}]\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{probe.getsockname()[1]}"
    options = [f"--config.file={config}", f"--storage.path={home / 'alertmanager'}", f"--web.listen-address={at}"]
    with (home / "alertmanager.log").open("wb") as log:
        process = subprocess.Popen([binary, *options, "--cluster.listen-address="], stdout=log, stderr=log)
    try:
        for _ in range(200):
            try:
                if httpx.get(f"http://{at}/-/ready", timeout=2).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        yield f"http://{at}"
    finally:
        process.terminate()
        process.wait(20)


def memory(home: Path, engineer: User) -> Memory:
    """Nothing is kept a process for an alert, so it should stay as it is."""
    service = _service("many", engineer)
    _key, routing_key = create_integration_key(service, name="Many", by=BY)
    with running(home, "web") as process:
        _touch(routing_key)
        fresh = _resident(process)
    _open_many(routing_key, OPEN)
    with running(home, "web") as process:
        _touch(routing_key)
        standing = _resident(process)

        def again(number: int) -> dict[str, Any]:
            return _event(routing_key, f"many-{number}")

        post_count(f"{BASE_URL}/v2/enqueue", again, count=STORM, clients=CLIENTS)
        genie = {"Authorization": f"GenieKey {routing_key}"}
        for offset in (0, 10_000):
            place = f"{BASE_URL}/v2/alerts?limit=100&offset={offset}"
            httpx.get(place, headers=genie, timeout=60).raise_for_status()
        used = _resident(process)
    return Memory(Alert.objects.standing().count(), fresh, standing, used)


def _touch(routing_key: str) -> None:
    """One request through each part, so that all is loaded."""
    httpx.post(f"{BASE_URL}/v2/enqueue", json=_event(routing_key, "many-0"), timeout=30).raise_for_status()
    httpx.get(f"{BASE_URL}/accounts/login/", timeout=30).raise_for_status()


def _event(routing_key: str, name: str) -> dict[str, Any]:
    payload = {**_SAYS, "severity": "warning"}
    return {"routing_key": routing_key, "event_action": "trigger", "dedup_key": name, "payload": payload}


def _open_many(routing_key: str, count: int) -> None:
    for begin in range(0, count, 1000):
        names = [f"many-{number}" for number in range(begin, min(begin + 1000, count))]
        payload = {"payload": {**_SAYS, "severity": "warning"}}
        receive_events(
            [
                EventIn(
                    routing_key=routing_key,
                    action="trigger",
                    dedup_key=name,
                    summary=_SAYS["summary"],
                    source=_SAYS["source"],
                    severity="warning",
                    payload=payload,
                )
                for name in names
            ]
        )


def _resident(process: "subprocess.Popen[bytes]") -> float:
    """Of the server and its children: the server that was started is a supervisor of the one that serves."""
    return sum(_of_one(pid) for pid in _family(process.pid)) / 1024


def _family(pid: int) -> list[int]:
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [one for child in path.read_text().split() for one in _family(int(child))]
    return found


def _of_one(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS:")))


def _service(slug: str, engineer: User) -> Service:
    """One whose critical alerts page this engineer."""
    team = Team.objects.order_by("name")[0]
    (service,) = put_services([ServiceIn(slug=slug, name=slug.title(), owner=team)], by=BY)
    assert isinstance(service, Service)
    steps = [StepIn(targets=[engineer], wait_minutes=5)]
    bind_policy(service, policy=put_policy(slug=slug, name=slug.title(), team=team, steps=steps, by=BY), by=BY)
    return service
