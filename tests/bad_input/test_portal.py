"""The customers' form: a wrong one comes back with what was typed and what was wrong; strangers harm nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from andon.cases.models import Case, CasePolicy
from andon.conversations.models import Message
from andon.people.models import Team, User
from andon.portal import limits

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
GOOD = {"body": "It hangs.", "name": "Dana", "email": "dana@acme.example", "nonce": "0" * 32}


@pytest.fixture(autouse=True)
def _house(care: Team, alice: User) -> None:
    CasePolicy.objects.create(default_team=care)
    for buckets in (limits.NETWORK, limits.ADDRESS):
        buckets.clear()


def send(client: Client, **more: Any) -> Any:
    return client.post(reverse("portal:report_problem"), GOOD | more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": ""},
        {"body": "x" * 20_001},
        {"body": "It \0 hangs"},
        {"body": "It \x07 hangs"},
        {"name": "x" * 201},
        {"email": "dana"},
        {"email": "dana@acme.example\nBcc: victim@evil.example"},
        {"email": "x" * 300 + "@acme.example"},
        {"about": "nothing of ours"},
        {"order_number": "x" * 61},
        {"order_number": "\0"},
    ],
    ids=str,
)
def test_a_wrong_form_comes_back(client: Client, wrong: dict[str, Any]) -> None:
    answer = send(client, **wrong)
    assert answer.status_code == 422
    assert "Dana" in answer.content.decode() or "name" in wrong
    assert not Case.objects.exists()


def test_without_the_forms_token_nothing_happens() -> None:
    assert send(Client(enforce_csrf_checks=True)).status_code == 403
    assert not Case.objects.exists()


def test_the_same_form_again_is_the_same_case(client: Client) -> None:
    assert [send(client).status_code for _ in range(3)] == [302] * 3
    assert Case.objects.count() == 1


def test_hostile_text_is_shown_as_text(client: Client, alice: User) -> None:
    assert send(client, body=HOSTILE, name=HOSTILE[:100]).status_code == 302
    assert Message.objects.get().body == HOSTILE
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    case = Case.objects.get()
    for address in (reverse("cases:case", args=[case.ref]), reverse("cases:inbox")):
        shown = client.get(address).content.decode()
        assert "alert(1)" in shown
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_a_form_that_is_cut_off_or_broken_is_answered(client: Client) -> None:
    address = reverse("portal:report_problem")
    multipart = "multipart/form-data; boundary=b"
    for content, kind in (
        (b'--b\r\nContent-Disposition: form-data; name="body"\r\n\r\nIt ha', multipart),
        (b"no parts at all", multipart),
        (b"body=%FF%FE&name=%00&email=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % number for number in range(1200)), "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data"),
    ):
        assert client.generic("POST", address, content, content_type=kind).status_code in (400, 422)
    assert not Case.objects.exists()
