"""What no database stores and no rule knows is answered, never a fault of ours."""

from collections.abc import Callable
from typing import Any

import pytest

from andon.paging.models import Escalation
from andon.people.models import User

Api = Callable[..., Any]
ODD = ["\0", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "x" * 3000, "'; --", "٣"]


@pytest.mark.parametrize("odd", ODD)
def test_queries(odd: str, run: Escalation, api: Api, ada: User) -> None:
    caller = api(ada)
    asked = [("/escalations", "state"), ("/escalations", "subject"), ("/escalations", "service")]
    asked += [("/alerts", name) for name in ("state", "service", "severity")]
    asked += [("/deliveries", name) for name in ("purpose", "trouble", "cursor", "limit")]
    asked += [("/on_call", "days"), ("/policies", "cursor")]
    for path, name in asked:
        assert caller.get(path, **{name: odd}).status_code in (200, 404, 422), (path, name)


@pytest.mark.parametrize("odd", ODD)
def test_bodies(odd: str, run: Escalation, api: Api, ada: User) -> None:
    caller = api(ada)
    policy = {"slug": "s", "name": "N", "team": "checkout", "steps": [{"users": [ada.email]}]}
    for name in policy:
        assert caller.post("/policies/put_policy", policy | {name: odd}).status_code in (200, 404, 422), name
    for name, place in (("users", 404), ("schedules", 404), ("teams", 404)):
        steps = [{name: [odd]}]
        assert caller.post("/policies/put_policy", policy | {"steps": steps}).status_code in (place, 422), name
    assert caller.post("/contact_methods/add_contact_method", {"address": odd}).status_code == 422
    assert caller.post("/bindings/bind_policy", {"service": odd, "policy": odd}).status_code in (404, 422)
    key = {"service": "checkout", "name": odd}
    assert caller.post("/integration_keys/create_integration_key", key).status_code in (201, 422)
