from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Service
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.paging.models import Binding, Policy, StepTarget
from andon.people.models import Team, User
from andon.schedules.models import Schedule

Browse = Callable[[User], Client]


def typed(team: Team, *steps: list[Any], **more: Any) -> dict[str, Any]:
    """Each step: whom, and the minutes to wait."""
    given: dict[str, Any] = {"name": "Checkout <all>", "team": team.id, "repeat": "1"}
    rows = [*steps, *[[5]] * (4 - len(steps))]
    for row, (*targets, wait) in enumerate(rows):
        given[f"step_{row}_wait"] = wait
        given |= {f"step_{row}_whom_{place}": f"{_kind(one)}:{one.id}" for place, one in enumerate(targets)}
    return given | more


def _kind(target: object) -> str:
    return type(target).__name__.lower()


def test_a_policy_is_added_changed_and_shown(
    browse: Browse, ada: User, omar: User, mei: User, on_call: Policy, checkout_team: Team
) -> None:
    client, schedule = browse(ada), Schedule.objects.get()
    given = typed(checkout_team, [schedule, 5], [omar, mei, 10], slug="both")
    assert client.post(reverse("paging:new_policy"), given).status_code == 302
    policy = Policy.objects.get(slug="both")
    assert [step.wait_minutes for step in policy.steps.all()] == [5, 10]
    address = reverse("paging:policy", args=["both"])
    assert "selected" in client.get(address).content.decode()
    assert client.post(address, typed(checkout_team, [mei, omar, 7])).status_code == 302
    assert [target.user for target in StepTarget.objects.filter(step__policy=policy)] == [mei, omar]
    shown = client.get(reverse("paging:policies")).content.decode()
    for said in ("Checkout &lt;all&gt;", "then wait 7 minutes", "and once more from the start", "no service yet"):
        assert said in shown


def test_bad_input_is_kept(browse: Browse, ada: User, omar: User, on_call: Policy, checkout_team: Team) -> None:
    good = typed(checkout_team, [omar, 5], slug="new")
    for wrong in ({"step_0_whom_0": ""}, {"step_0_wait": "0"}, {"step_0_whom_0": "user:x"}, {"slug": "checkout"}):
        answer = browse(ada).post(reverse("paging:new_policy"), good | wrong)
        assert answer.status_code == 422, wrong
        assert "Checkout &lt;all&gt;" in answer.content.decode()
    assert Policy.objects.count() == 1


def test_a_service_pages_by_a_policy(browse: Browse, ada: User, on_call: Policy, checkout_team: Team) -> None:
    (pay,) = put_services([ServiceIn(slug="pay", name="Pay", owner=checkout_team)], by=NOBODY)
    assert "One service pages nobody:" in browse(ada).get(reverse("paging:policies")).content.decode()
    given = {"service": pay.id, "policy": on_call.id}
    assert browse(ada).post(reverse("paging:bind_policy"), given).status_code == 302
    assert Binding.objects.get(service=pay).policy == on_call
    assert "Every service has its policy." in browse(ada).get(reverse("paging:policies")).content.decode()
    assert browse(ada).post(reverse("paging:bind_policy"), given | {"policy": ""}).status_code == 422


def test_a_lead_settles_her_own_team_alone(
    browse: Browse, mei: User, on_call: Policy, checkout: Service, care: Team, checkout_team: Team
) -> None:
    lead = browse(mei)
    assert lead.post(reverse("paging:new_policy"), typed(care, [mei, 5], slug="care")).status_code == 302
    assert list(lead.get(reverse("paging:new_policy")).context["form"].fields["team"].queryset) == [care]
    refused = lead.post(reverse("paging:new_policy"), typed(checkout_team, [mei, 5], slug="x"))
    assert refused.status_code == 422
    assert "Choose a team that you lead." in refused.content.decode()
    assert 'aria-current="page">Paging policies' in refused.content.decode()
    assert lead.get(reverse("paging:policy", args=["checkout"])).status_code == 403
    given = {"service": checkout.id, "policy": Policy.objects.get(slug="care").id}
    assert lead.post(reverse("paging:bind_policy"), given).status_code == 422
    assert Binding.objects.get().policy == on_call


@pytest.mark.parametrize("name", ["policies", "new_policy"])
def test_others_stay_out(name: str, browse: Browse, alice: User, omar: User, rita: User) -> None:
    for user in (alice, omar, rita):
        assert browse(user).get(reverse(f"paging:{name}")).status_code == 403
    assert Client().get(reverse(f"paging:{name}")).status_code == 302


def test_wrong_methods_and_unknown_ones(browse: Browse, ada: User) -> None:
    assert browse(ada).post(reverse("paging:policies")).status_code == 405
    assert browse(ada).get(reverse("paging:bind_policy")).status_code == 405
    assert browse(ada).get(reverse("paging:policy", args=["none"])).status_code == 404


def test_the_list_is_flat(
    browse: Browse, ada: User, omar: User, checkout_team: Team, on_call: Policy, django_assert_max_num_queries: Any
) -> None:
    client = browse(ada)
    for count in (3, 30):
        for number in range(count):
            name, steps = f"p{number}", [StepIn(targets=[omar]), StepIn(targets=[Schedule.objects.get(), ada])]
            policy = put_policy(slug=name, name=name, team=checkout_team, steps=steps, by=NOBODY)
            (service,) = put_services([ServiceIn(slug=name, name=name, owner=checkout_team)], by=NOBODY)
            bind_policy(service, policy=policy, by=NOBODY)
        with django_assert_max_num_queries(24):
            assert client.get(reverse("paging:policies")).status_code == 200


def test_a_step_pages_everybody_at_work_in_a_team(
    browse: Browse, ada: User, alice: User, bob: User, rita: User, care: Team, checkout: Service,
    monitor: Callable[..., Any], relay: MailRelay, run_due_work: Callable[[], int],
) -> None:  # fmt: skip
    given = typed(care, [care, 5], slug="care")
    assert browse(ada).post(reverse("paging:new_policy"), given).status_code == 302
    policy = Policy.objects.get()
    assert "everybody of" in browse(ada).get(reverse("paging:policies")).content.decode()
    assert (
        f'value="team:{care.id}" selected' in browse(ada).get(reverse("paging:policy", args=["care"])).content.decode()
    )
    bind_policy(checkout, policy=policy, by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    # Rita only reads along.
    assert {mails[0] for mails, _mail in relay.mails} == {alice.email, bob.email}
