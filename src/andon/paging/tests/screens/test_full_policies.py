"""All that a policy can say, at the screen and for programs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.kit.secret import unseal
from andon.paging.models import Binding, Policy, StepTarget
from andon.people.models import Team, User
from andon.schedules.models import Schedule

Browse = Callable[[User], Client]
CHANNEL = "ntfys://8.8.8.8/pages"


def typed(team: Team, user: User, **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"name": "Night", "slug": "night", "team": team.id, "repeat": "1"}
    given |= {f"step_{row}_wait": 5 for row in range(5)}
    return given | {"step_0_whom_0": f"user:{user.id}"} | more


FULL = {
    "step_0_urgency": "low", "step_0_needed": "2", "step_0_when_nobody": "queue", "step_0_severity": "critical",
    "step_0_tiers": ["strategic"], "step_0_days": ["sat", "sun"], "step_0_start": "22:00", "step_0_end": "06:00",
    "step_0_zone": "Europe/Lisbon", "step_0_place": CHANNEL, "step_0_place_label": "#pages",
}  # fmt: skip


def test_everything_is_kept_and_shown_again(
    browse: Browse, ada: User, omar: User, mei: User, bob: User, on_call: Policy, checkout_team: Team
) -> None:
    client, schedule = browse(ada), Schedule.objects.get()
    more = FULL | {"step_0_whom_1": f"next_shift:{schedule.id}", "step_0_turns": [mei.id, bob.id]}
    given = typed(checkout_team, omar, step_1_whom_0="concierge:", fallback=f"user:{mei.id}", **more)
    assert client.post(reverse("paging:new_policy"), given).status_code == 302
    policy = Policy.objects.get(slug="night")
    step, second = policy.steps.all()
    assert (step.urgency, step.needed, step.when_nobody, policy.fallback_user) == ("low", 2, "queue", mei)
    assert step.conditions == {
        "severity": "critical", "tiers": ["strategic"], "days": ["sat", "sun"], "start": "22:00", "end": "06:00",
        "zone": "Europe/Lisbon",
    }  # fmt: skip
    kinds = sorted(step.targets.values_list("kind", flat=True))
    assert kinds == ["next_shift", "place", "turns", "user"]
    assert second.targets.get().kind == "concierge"
    assert unseal(StepTarget.objects.get(kind="place").address) == CHANNEL
    address = reverse("paging:policy", args=["night"])
    shown = client.get(address).content.decode()
    assert CHANNEL not in shown
    for said in ("#pages", "Europe/Lisbon", 'value="22:00', "<details open>"):
        assert said in shown
    place = StepTarget.objects.get(kind="place")
    again = given | {"step_0_whom_2": f"place:{place.id}", "step_0_place": "", "step_0_place_label": ""}
    assert client.post(address, again).status_code == 302
    kept = StepTarget.objects.get(kind="place")
    assert (unseal(kept.address), kept.label) == (CHANNEL, "#pages")
    listed = client.get(reverse("paging:policies")).content.decode()
    for said in ("one of 2 people in turn", "2 must answer", "low urgency", "only sometimes", "account’s concierge"):
        assert said in listed


@pytest.mark.parametrize(
    "wrong",
    [
        {"step_0_zone": "Mars/Base"}, {"step_0_end": ""}, {"step_0_start": "25:00"}, {"step_0_place": "ftp://x"},
        {"step_0_needed": "0"}, {"step_0_days": ["noday"]}, {"step_0_turns": ["x"]}, {"fallback": "user:x"},
        {"step_0_place": "ntfys://127.0.0.1/x"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_kept(
    wrong: dict[str, Any], browse: Browse, ada: User, omar: User, checkout_team: Team
) -> None:
    answer = browse(ada).post(reverse("paging:new_policy"), typed(checkout_team, omar, **(FULL | wrong)))
    assert answer.status_code == 422
    assert 'value="Night"' in answer.content.decode()
    assert not Policy.objects.exists()


def test_a_concierge_is_named_and_removed(browse: Browse, ada: User, mei: User, on_call: Policy, acme: Account) -> None:
    client, address = browse(ada), reverse("paging:bind_concierge")
    for wrong in ({}, {"tier": "strategic", "account": "acme"}, {"account": "nobody"}, {"tier": "gold"}):
        assert client.post(address, {"policy": on_call.id} | wrong).status_code == 422
    assert client.post(address, {"policy": on_call.id, "tier": "strategic"}).status_code == 302
    assert client.post(address, {"policy": on_call.id, "account": "Acme Outdoor"}).status_code == 302
    shown = client.get(reverse("paging:policies")).content.decode()
    assert "Every Strategic account" in shown
    assert "Acme Outdoor" in shown
    unbind = reverse("paging:unbind_policy", args=[Binding.objects.get(account=acme).id])
    for user, status in ((mei, 403), (ada, 302), (ada, 404)):
        assert browse(user).post(unbind).status_code == status
    assert browse(mei).post(address, {"policy": on_call.id, "tier": "growth"}).status_code == 403
    assert browse(ada).get(unbind).status_code == 405


def test_programs_put_all_of_it(
    api: Any, ada: User, mei: User, omar: User, bob: User, on_call: Policy, acme: Account, checkout: Service
) -> None:
    program = api(ada)
    step = {
        "users": [omar.email], "next_shifts": ["checkout"], "turns": [mei.email, bob.email], "concierge": True,
        "places": [{"address": CHANNEL, "label": "#pages"}], "needed": 2, "when_nobody": "fallback", "urgency": "low",
        "conditions": {"days": ["mon"], "start": "08:00", "end": "18:00"},
    }  # fmt: skip
    body = {"slug": "p", "name": "P", "team": "checkout", "steps": [step], "fallback_user": mei.email}
    answer = program.post("/policies/put_policy", body)
    assert answer.status_code == 200, answer.content
    (put,) = answer.json()["steps"]
    assert put["turn_ids"] == [str(mei.id), str(bob.id)]
    assert (put["concierge"], put["needed"], put["when_nobody"], put["urgency"]) == (True, 2, "fallback", "low")
    assert put["places"][0]["label"] == "#pages"
    assert "ntfys" not in answer.content.decode()
    assert answer.json()["fallback_user_id"] == str(mei.id)
    step["places"] = [{"id": put["places"][0]["id"]}]
    assert program.post("/policies/put_policy", body).status_code == 200
    for wrong in ({"needed": 0}, {"urgency": "x"}, {"when_nobody": "x"}, {"conditions": {"days": ["x"]}}):
        assert program.post("/policies/put_policy", body | {"steps": [step | wrong]}).status_code == 422
    for to in ({"tier": "strategic"}, {"account": "acme"}, {"service": "checkout", "ack_timeout_minutes": 30}):
        assert program.post("/bindings/bind_policy", {"policy": "p"} | to).status_code == 200
        assert api(omar).post("/bindings/bind_policy", {"policy": "p"} | to).status_code == 403
    for wrong in (
        {},
        {"tier": "gold"},
        {"tier": "growth", "account": "acme"},
        {"service": "checkout", "ack_timeout_minutes": 1},
    ):
        assert program.post("/bindings/bind_policy", {"policy": "p"} | wrong).status_code == 422
    tier = next(one for one in program.get("/bindings").json()["items"] if one["tier"])
    assert api(omar).post(f"/bindings/{tier['id']}/unbind_policy").status_code == 403
    assert program.post(f"/bindings/{tier['id']}/unbind_policy").status_code == 204
