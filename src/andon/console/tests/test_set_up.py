"""What to set up first: ticked off by what is there, gone when all is."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.catalog.models import Service
from andon.channels.actions.receive_mail import receive_mail
from andon.console.reads.set_up import set_up_steps
from andon.people.actions.create_first_administrator import create_first_administrator
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

pytestmark = pytest.mark.django_db
RAW = b"From: dana@acme.example\r\nTo: care@fernhill.example\r\nMessage-ID: <1@acme.example>\r\n\r\nHello"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def done(reader: User) -> set[str]:
    return {step.code for step in set_up_steps(reader.id) if step.done}


@pytest.fixture
def first() -> User:
    return create_first_administrator(email="first@fernhill.example", name="First One", password="long enough for us")


def test_the_first_one_sees_what_comes_next(first: User, django_assert_max_num_queries: Any) -> None:
    client = signed_in(first)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("console:home"))
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "0 of 6 done" in said
    for name in ("people:teams", "people:users", "channels:mailboxes", "catalog:services"):
        assert reverse(name) in said
    assert done(first) == set()


def test_each_ticks_itself_off(
    first: User, care: Team, alice: User, checkout: Service, on_call: Any, relay: MailRelay
) -> None:
    assert done(first) == {"team", "people", "schedule", "policy"}
    create_integration_key(checkout, name="Prometheus", by=NOBODY)
    assert done(first) == {"team", "people", "schedule", "policy", "key"}
    assert "5 of 6 done" in signed_in(first).get(reverse("console:home")).content.decode()
    receive_mail(RAW, envelope_from="dana@acme.example", envelope_to=["care@fernhill.example"])
    assert done(first) == {"team", "people", "schedule", "policy", "key", "mail"}
    assert signed_in(first).get(reverse("console:home"))["Location"] == reverse("incidents:board")


def test_it_can_be_put_away(first: User) -> None:
    for _twice in range(2):
        assert signed_in(first).post(reverse("console:put_away_set_up")).status_code == 302
    assert signed_in(first).get(reverse("console:home"))["Location"] == reverse("incidents:board")
    assert RecordedFact.objects.filter(kind="console.SetUpPutAway").count() == 1


def test_nobody_else_is_concerned(ada: User, alice: User, rita: User, mei: User, api: Any) -> None:
    assert signed_in(alice).get(reverse("console:home"))["Location"] == reverse("cases:inbox")
    for user in (alice, rita, mei):
        assert signed_in(user).post(reverse("console:put_away_set_up")).status_code == 403
        assert api(user).get("/set_up").status_code == 403
        assert api(user).post("/set_up/put_away_set_up").status_code == 403
    assert signed_in(ada).get(reverse("console:put_away_set_up")).status_code == 405


def test_programs_too(ada: User, care: Team, api: Any) -> None:
    said = {step["code"]: step["done"] for step in api(ada).get("/set_up").json()}
    assert (said["team"], said["key"]) == (True, False)
    assert api(ada).post("/set_up/put_away_set_up").status_code == 200
    assert signed_in(ada).get(reverse("console:home")).status_code == 302
