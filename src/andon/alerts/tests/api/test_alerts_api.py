from collections.abc import Callable
from typing import Any

from andon.catalog.models import Service
from andon.people.models import User

Api = Callable[..., Any]


def test_a_program_reads_alerts(api: Api, monitor: Callable[..., Any], omar: User, rita: User) -> None:
    monitor("trigger", "slow")
    monitor("trigger", "disk", severity="info")
    monitor("resolve", "disk")
    (found,) = api(omar).get("/alerts", state="open", service="checkout", severity="critical").json()["items"]
    assert api(omar).get(f"/alerts/{found['id']}").json() == found
    assert len(api(omar).get("/alerts").json()["items"]) == 2
    assert api(omar).get("/alerts", service="none").status_code == 404
    assert api(rita).get(f"/alerts/{found['id']}").status_code == 404
    assert api(rita).get("/alerts").json()["items"] == []


def test_a_program_keeps_keys(api: Api, ada: User, omar: User, checkout: Service) -> None:
    made = api(ada).post("/integration_keys/create_integration_key", {"service": "checkout", "name": "CI"})
    assert made.status_code == 201
    assert len(made.json()["routing_key"]) == 32
    (listed,) = api(ada).get("/integration_keys").json()["items"]
    assert "routing_key" not in listed
    path = f"/integration_keys/{listed['id']}/revoke_integration_key"
    assert api(omar).post(path).status_code == 403
    assert api(ada).post(path).json()["revoked_at"]
    assert api(omar).get("/integration_keys").status_code == 403
    assert (
        api(ada).post("/integration_keys/create_integration_key", {"service": "checkout", "name": ""}).status_code
        == 422
    )
