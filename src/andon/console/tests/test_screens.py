from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.customers.models import Account, Contact
from andon.people.models import Team, User
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def stuck() -> DueWork:
    from andon.kit import clock

    return DueWork.objects.create(
        task="cases.remind", lane="background", run_at=clock.now(), parked_at=clock.now(), attempts=9, error="<b>no</b>"
    )


def test_a_stranger_signs_in_first() -> None:
    for name in ("home", "search", "settings", "parked_work"):
        assert Client().get(reverse(f"console:{name}")).status_code == 302


def test_the_box_finds_a_person_by_any_part(alice: User, dana: Contact, acme: Account) -> None:
    for query in ("dana", dana.name):
        assert dana.name in signed_in(alice).get(reverse("console:search"), {"q": query}).content.decode()
    assert acme.name in signed_in(alice).get(reverse("console:search"), {"q": "acme"}).content.decode()


def test_nothing_found_says_what_to_try(alice: User) -> None:
    for query in ("", "zzzz", "<script>", "\0", "%"):
        answer = signed_in(alice).get(reverse("console:search"), {"q": query})
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode()


def test_who_may_only_read_finds_no_person(rita: User, dana: Contact) -> None:
    assert dana.name not in signed_in(rita).get(reverse("console:search"), {"q": "dana"}).content.decode()


def test_each_sees_the_settings_she_may_change(alice: User, ada: User) -> None:
    hers = signed_in(alice).get(reverse("console:settings")).content.decode()
    assert reverse("people:my_profile") in hers
    assert reverse("people:users") not in hers
    assert reverse("people:users") in signed_in(ada).get(reverse("console:settings")).content.decode()


def test_parked_work_is_shown_and_tried_again(ada: User, stuck: DueWork) -> None:
    screen = reverse("console:parked_work")
    assert "&lt;b&gt;no" in signed_in(ada).get(screen).content.decode()
    again = reverse("console:try_parked_work_again")
    for _twice in range(2):
        assert signed_in(ada).post(again, {"id": [str(stuck.id), "x", "9" * 30]}).status_code == 302
    stuck.refresh_from_db()
    assert (stuck.parked_at, stuck.attempts) == (None, 0)


def test_others_may_not_touch_parked_work(alice: User, rita: User, stuck: DueWork) -> None:
    for user in (alice, rita):
        assert signed_in(user).get(reverse("console:parked_work")).status_code == 403
        assert signed_in(user).post(reverse("console:try_parked_work_again"), {"id": stuck.id}).status_code == 403
    assert signed_in(alice).get(reverse("console:try_parked_work_again")).status_code == 405


def test_programs_search_and_try_again(api: Any, alice: User, ada: User, acme: Account, stuck: DueWork) -> None:
    assert any(hit["title"] == acme.name for hit in api(alice).get("/search", q="acme").json())
    assert api(alice).get("/parked_work").status_code == 403
    assert [piece["id"] for piece in api(ada).get("/parked_work").json()] == [stuck.id]
    assert api(ada).post("/parked_work/try_parked_work_again", {"ids": [stuck.id]}).json() == {"count": 1}


def test_the_box_finds_cases_by_who_reported_them(alice: User, care: Team, dana: Contact, acme: Account) -> None:
    case = open_case(
        CaseIn(title="Labels are blank", body="Help", contact=dana, team=care, receipt=False), by=dana.actor
    )
    for query in ("whitfield", "dana@acme.example", "acme"):
        assert case.ref in signed_in(alice).get(reverse("console:search"), {"q": query}).content.decode()
