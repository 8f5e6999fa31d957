"""Who can be reached, and by whom it is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY, person

from andon.kit import clock
from andon.notifications.models import ContactMethod, SelfTest, SelfTestPlan
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.people.models import Team, User

Browse = Callable[[User], Client]
pytestmark = pytest.mark.django_db
SCREEN, PLAN = "notifications:readiness", "notifications:plan_self_tests"


def test_everybody_sees_herself_and_administrators_all(
    browse: Browse, omar: User, alice: User, ada: User, on_call: object
) -> None:
    ContactMethod.objects.create(user=omar, channel="sms", address="+351910000142", verified_at=clock.now())
    SelfTest.objects.create(user=omar, at=clock.now(), confirmed_at=clock.now())
    shown = browse(omar).get(reverse(SCREEN)).content.decode()
    assert "Omar Haddad" in shown
    assert "can be reached" in shown
    assert "Ines" not in shown
    every = browse(ada).get(reverse(SCREEN)).content.decode()
    assert "Ines Pacheco" in every
    assert "a mail wakes nobody" in every
    assert "Nobody you know of" in browse(alice).get(reverse(SCREEN)).content.decode()
    assert Client().get(reverse(SCREEN)).status_code == 302
    assert "Who can be reached" in browse(omar).get(reverse("schedules:on_call")).content.decode()


def test_it_asks_no_query_a_person(
    browse: Browse, ada: User, checkout_team: Team, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    people = [person(f"Person{number} Nr", ("responder", checkout_team)) for number in range(15)]
    for number, user in enumerate(people):
        ContactMethod.objects.create(user=user, channel="sms", address=f"+3519100001{number:02}")
        SelfTest.objects.create(user=user, at=clock.now())
    steps = [StepIn(targets=people, wait_minutes=5)]
    put_policy(slug="p", name="P", team=checkout_team, steps=steps, by=NOBODY, repeat=0)
    client = browse(ada)
    client.get(reverse(SCREEN))
    with django_assert_max_num_queries(26):
        assert client.get(reverse(SCREEN)).content.decode().count("is not verified") == 15


def test_leads_plan_the_weekly_test_of_their_team(
    browse: Browse, api: Callable[..., Any], mei: User, omar: User, ada: User, care: Team, checkout_team: Team
) -> None:
    given = {"team": str(care.id), "day": "2", "hour": "11"}
    assert browse(mei).post(reverse(PLAN), given).status_code == 302
    assert (SelfTestPlan.objects.get().team, SelfTestPlan.objects.get().weekday) == (care, 2)
    assert "Wednesday, 11:00" in browse(mei).get(reverse(SCREEN)).content.decode()
    assert browse(mei).post(reverse(PLAN), given | {"team": str(checkout_team.id)}).status_code == 422
    assert browse(mei).post(reverse(PLAN), given | {"team": ""}).status_code == 422
    assert ">Everybody</option>" not in browse(mei).get(reverse(SCREEN)).content.decode()
    assert browse(mei).post(reverse(PLAN), given | {"hour": "99"}).status_code == 422
    assert browse(omar).post(reverse(PLAN), given).status_code == 403
    assert browse(mei).get(reverse(PLAN)).status_code == 405
    assert browse(ada).post(reverse(PLAN), {"team": "", "day": "0", "hour": "9"}).status_code == 302
    assert browse(mei).post(reverse(PLAN), given | {"day": ""}).status_code == 302
    assert SelfTestPlan.objects.get().team is None
    made = api(mei).post("/self_test_plans/plan_self_tests", {"team": "care", "weekday": 4, "hour": 8})
    assert made.json() == {"team_id": str(care.id), "weekday": 4, "hour": 8}
    assert len(api(mei).get("/self_test_plans").json()) == 1
    assert len(api(ada).get("/self_test_plans").json()) == 2
    assert api(mei).post("/self_test_plans/plan_self_tests", {"weekday": 4, "hour": 8}).status_code == 403
    wrong = {"team": "care", "weekday": 9, "hour": 8}
    assert api(mei).post("/self_test_plans/plan_self_tests", wrong).status_code == 422


def test_the_api_says_who_is_ready(
    api: Callable[..., Any], omar: User, ada: User, alice: User, on_call: object
) -> None:
    (own,) = api(omar).get("/readiness").json()
    assert (own["name"], own["state"], own["posts"]) == ("Omar Haddad", "risk", ["Checkout"])
    assert [said["code"] for said in own["objections"]] == ["only_mail", "never_tested"]
    assert len(api(ada).get("/readiness").json()) == 2
    assert api(alice).get("/readiness").json() == []
