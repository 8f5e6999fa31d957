"""Promises at the screen: the ordered list, targets and the ladder as they are typed."""

from typing import Any

import pytest
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.customers.models import Contact
from andon.paging.models import Policy
from andon.people.models import Team, User
from andon.targets.actions.put_target_policy import TargetPolicyIn, put_target_policy
from andon.targets.models import TargetPolicy
from andon.targets.tests.conftest import Browse

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Strategic",
    "condition": "tier:strategic -channel:phone",
    "grouped_by": "priority",
    "update_mode": "between",
    "target_first_reply": "4h, urgent 30m",
    "target_resolution": "90",
    "pause_on": ["waiting_customer"],
}


def made(slug: str, **more: Any) -> TargetPolicy:
    return put_target_policy(TargetPolicyIn(slug=slug, name=slug, targets={"first_reply": {"*": 5}}, **more), by=NOBODY)


def test_a_promise_is_made_and_shown(mei: User, browse: Browse, on_call: Policy) -> None:
    client = browse(mei)
    rungs = {"rung_kind_0": "first_reply", "rung_at_0": "75%", "rung_then_0": "tell:lead"}
    rungs |= {"rung_kind_1": "first_reply", "rung_at_1": "30m", "rung_then_1": "page:checkout"}
    assert client.post(reverse("targets:new_target_policy"), TYPED | rungs | {"slug": "strategic"}).status_code == 302
    policy = TargetPolicy.objects.get(slug="strategic")
    assert policy.targets == {"first_reply": {"*": 240, "urgent": 30}, "resolution": {"*": 90}}
    assert [(one["at"], one["policy"], one["tell"]) for one in policy.rungs] == [
        ("75%", "", "lead"),
        ("30m", "checkout", ""),
    ]
    shown = client.get(reverse("targets:target_policy", args=["strategic"])).content.decode()
    assert "4h, urgent 30m" in shown
    assert "tier:strategic" in client.get(reverse("targets:target_policies")).content.decode()


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("condition", "planet:mars"),
        ("condition", "status:open"),
        ("condition", "owner:me"),
        ("condition", "broken glass"),
        ("target_first_reply", "soon"),
        ("target_first_reply", "4h, 5h"),
        ("target_resolution", "0"),
        ("rung_at_0", "200%"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(field: str, bad: str, mei: User, browse: Browse) -> None:
    typed = TYPED | {"slug": "x", "rung_kind_0": "first_reply", "rung_at_0": "75%", "rung_then_0": "tell:owner"}
    answer = browse(mei).post(reverse("targets:new_target_policy"), typed | {field: bad})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert bad in answer.content.decode()
    assert not TargetPolicy.objects.filter(slug="x").exists()


def test_the_order_is_changed_and_the_default_stays_last(mei: User, browse: Browse) -> None:
    for slug in ("a", "b"):
        made(slug)
    client = browse(mei)
    client.post(reverse("targets:order_target_policies"), {"policy": ["b", "a"]})
    assert [one.slug for one in TargetPolicy.objects.all()] == ["b", "a", "everyone"]
    client.post(reverse("targets:order_target_policies"), {"policy": ["a"]})
    assert [one.slug for one in TargetPolicy.objects.all()] == ["b", "a", "everyone"]


def test_one_is_retired_and_the_default_is_not(mei: User, browse: Browse) -> None:
    made("a")
    client = browse(mei)
    assert client.post(reverse("targets:retire_target_policy", args=["a"])).status_code == 302
    assert client.post(reverse("targets:retire_target_policy", args=["everyone"])).status_code == 404
    assert [one.slug for one in TargetPolicy.objects.filter(retired_at=None)] == ["everyone"]


def test_the_default_is_for_everybody(mei: User, browse: Browse) -> None:
    client, url = browse(mei), reverse("targets:target_policy", args=["everyone"])
    form = client.get(url).context["form"]
    assert not {"condition", "valid_from"} & set(form.fields)
    answer = client.post(url, TYPED | {"name": "Everyone", "grouped_by": "tier", "target_first_reply": "8h"})
    assert answer.status_code == 302
    assert TargetPolicy.objects.get(slug="everyone").targets["first_reply"] == {"*": 480}


def test_the_list_asks_as_much_for_many(mei: User, browse: Browse, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        made(f"p{n}")
    client = browse(mei)
    client.get(reverse("targets:target_policies"))
    with django_assert_max_num_queries(12):
        client.get(reverse("targets:target_policies"))


def test_a_promise_for_all_is_asked_about_first(mei: User, browse: Browse, dana: Contact, care: Team) -> None:
    for _two in range(2):
        open_case(CaseIn(title="x", body="x", contact=dana, team=care, receipt=False), by=NOBODY)
    client, url = browse(mei), reverse("targets:new_target_policy")
    assert "for_all" not in client.get(url).content.decode()
    typed = TYPED | {"slug": "all", "condition": " "}
    asked = client.post(url, typed)
    assert asked.status_code == 422
    assert "2 open cases that go by a promise below it would go by this one" in asked.content.decode()
    assert not TargetPolicy.objects.filter(slug="all").exists()
    assert client.post(url, typed | {"for_all": "on"}).status_code == 302
    # One that holds for all already asks no second time; one that had a condition does.
    assert client.post(reverse("targets:target_policy", args=["all"]), typed).status_code == 302
    made("vat", condition="tag:vat")
    assert client.post(reverse("targets:target_policy", args=["vat"]), TYPED | {"condition": ""}).status_code == 422
    listed = client.get(reverse("targets:target_policies")).content.decode()
    assert listed.count("never reached") == 1


def test_who_may(alice: User, rita: User, browse: Browse) -> None:
    for user in (alice, rita):
        assert browse(user).get(reverse("targets:target_policies")).status_code == 403
        assert browse(user).post(reverse("targets:new_target_policy"), TYPED).status_code == 403
