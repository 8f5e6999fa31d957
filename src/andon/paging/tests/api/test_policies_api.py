from collections.abc import Callable
from typing import Any

from andon.paging.models import Binding, Policy
from andon.people.models import User

Api = Callable[..., Any]


def test_a_program_keeps_policies(api: Api, ada: User, mei: User, omar: User, on_call: Policy) -> None:
    given = {
        "slug": "second",
        "name": "Second line",
        "team": "checkout",
        "steps": [
            {"schedules": ["checkout"], "wait_minutes": 3},
            {"users": [omar.email, str(mei.id)]},
            {"teams": ["checkout"]},
        ],
        "repeat": 0,
    }
    made = api(ada).post("/policies/put_policy", given)
    assert made.status_code == 200
    assert [len(step["user_ids"]) for step in made.json()["steps"]] == [0, 2, 0]
    assert [len(step["team_ids"]) for step in made.json()["steps"]] == [0, 0, 1]
    assert api(omar).get("/policies/second").json() == made.json()
    assert [one["slug"] for one in api(omar).get("/policies").json()["items"]] == ["checkout", "second"]
    for wrong in ({"steps": []}, {"steps": [{}]}, {"repeat": 99}, {"slug": "No Slug"}):
        assert api(ada).post("/policies/put_policy", given | wrong).status_code == 422
    assert api(mei).post("/policies/put_policy", given).status_code == 403
    bind = {"service": "checkout", "policy": "second"}
    assert api(mei).post("/bindings/bind_policy", bind).status_code == 403
    assert api(ada).post("/bindings/bind_policy", bind).status_code == 200
    assert Binding.objects.get().policy.slug == "second"
    assert len(api(omar).get("/bindings").json()["items"]) == 1
