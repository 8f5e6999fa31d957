"""Which phones are offered, tested and listed; whose they are; and the same for programs."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import person
from tests.peers.mail_relay import MailRelay
from tests.peers.twilio import Twilio

from andon.channels.models import Delivery
from andon.connections.models import Connection
from andon.kit.ids import new_id
from andon.notifications.actions.add_phone_number import add_phone_number
from andon.notifications.models import ContactMethod
from andon.people.models import User

from .phones import NUMBER, SCREEN, Browse, Work, add, code_in, verify


def test_without_an_account_phones_are_not_offered(browse: Browse, omar: User, ada: User) -> None:
    shown = browse(omar).get(reverse(SCREEN)).content.decode()
    assert "An administrator connects a Twilio account" in shown
    assert "connect a Twilio account in the settings" in browse(ada).get(reverse(SCREEN)).content.decode()
    assert "Add this number" not in shown
    assert add(browse(omar)) == 302
    assert not ContactMethod.objects.exists()


def test_an_account_that_only_writes_offers_no_calls(browse: Browse, omar: User, phones: Twilio) -> None:
    connection = Connection.objects.get()
    connection.settings |= {"from_number": "", "messaging_service": "MG" + "1" * 32}
    connection.save()
    assert 'value="voice"' not in browse(omar).get(reverse(SCREEN)).content.decode()
    assert add(browse(omar), NUMBER, "voice") == 422


def test_a_test_goes_to_verified_phones_too_and_says_how_it_went(
    browse: Browse, omar: User, relay: MailRelay, phones: Twilio, run_due_work: Work
) -> None:
    client = browse(omar)
    add(client, NUMBER, "sms", "voice")
    run_due_work()
    client.post(reverse("notifications:try_contact_methods"))
    run_due_work()
    assert len(phones.messages) == 1
    verify(client, code_in(phones))
    Delivery.objects.filter(purpose="page_test").delete()
    client.post(reverse("notifications:try_contact_methods"))
    run_due_work()
    assert "A test" in phones.messages[-1]["Body"]
    call = phones.call_to(NUMBER)
    assert "Press 1 to say that it reached you." in call.spoken
    phones.status(call, "completed")
    phones.status(phones.messages[-1], "failed", 30005)
    run_due_work()
    shown = client.get(reverse(SCREEN)).content.decode()
    assert "the call was taken" in shown
    assert "failed (30005)" in shown


def test_numbers_of_others_are_out_of_reach(
    browse: Browse, omar: User, alice: User, phones: Twilio, move_clock: MoveClock, run_due_work: Work
) -> None:
    add(browse(omar))
    run_due_work()
    id = ContactMethod.objects.get().id
    for name in ("send_phone_code", "verify_phone_number"):
        address = reverse(f"notifications:{name}", args=[id])
        assert browse(alice).post(address, {"code": code_in(phones)}).status_code == 404
        assert browse(omar).get(address).status_code == 405
        assert Client().post(address).status_code == 302
        assert browse(omar).post(reverse(f"notifications:{name}", args=[new_id()])).status_code == 404
    assert ContactMethod.objects.get().verified_at is None
    assert NUMBER not in browse(alice).get(reverse(SCREEN)).content.decode()
    # Two say that it is theirs: whoever holds it gets both codes, and each code counts for its own person.
    move_clock.forward(seconds=31)
    (hers,) = add_phone_number(alice, number=NUMBER, ways=["sms"])
    run_due_work()
    assert verify(browse(omar), code_in(phones)) == 422
    address = reverse("notifications:verify_phone_number", args=[hers.id])
    assert browse(alice).post(address, {"code": code_in(phones)}).status_code == 302


def test_a_list_of_ways_asks_no_query_a_row(
    browse: Browse, omar: User, phones: Twilio, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    person("Somebody Else")
    for number in range(9):
        ContactMethod.objects.create(user=omar, channel="sms", address=f"+35191000010{number}")
    client = browse(omar)
    client.get(reverse(SCREEN))
    with django_assert_max_num_queries(20):
        client.get(reverse(SCREEN))


@pytest.mark.parametrize("minutes", [9, 11])
def test_the_api_does_the_same(
    minutes: int, api: Callable[..., Any], omar: User, phones: Twilio, move_clock: MoveClock, run_due_work: Work
) -> None:
    caller = api(omar)
    answer = caller.post("/contact_methods/add_phone_number", {"number": NUMBER, "ways": ["sms", "voice"]})
    assert answer.status_code == 201
    first, second = answer.json()
    assert (first["channel"], second["channel"], first["address"], first["verified_at"]) == (
        "sms", "voice", NUMBER, None,
    )  # fmt: skip
    run_due_work()
    code = code_in(phones)
    path = f"/contact_methods/{first['id']}/verify_phone_number"
    wrong = "000000" if code != "000000" else "111111"
    for left in (4, 3):
        said = caller.post(path, {"code": wrong}).json()
        assert said == {"verified": False, "why": f"This is not the code. Tries left: {left}."}
    move_clock.forward(minutes=minutes)
    assert caller.post(path, {"code": code}).json()["verified"] is (minutes < 10)
    listed = caller.get("/contact_methods").json()
    assert [way["verified_at"] is not None for way in listed] == [minutes < 10] * 2
    again = caller.post(f"/contact_methods/{second['id']}/send_phone_code")
    assert again.status_code == (409 if minutes < 10 else 200)


def test_the_api_refuses(api: Callable[..., Any], omar: User, alice: User, phones: Twilio) -> None:
    caller = api(omar)
    for body in ({"number": "12", "ways": ["sms"]}, {"number": NUMBER, "ways": []}, {"number": NUMBER, "ways": ["x"]}):
        assert caller.post("/contact_methods/add_phone_number", body).status_code == 422
    (made,) = caller.post("/contact_methods/add_phone_number", {"number": NUMBER, "ways": ["sms"]}).json()
    other = api(alice).post(f"/contact_methods/{made['id']}/verify_phone_number", {"code": "1"})
    assert other.status_code == 404
    assert api(None).post("/contact_methods/add_phone_number", {"number": NUMBER, "ways": ["sms"]}).status_code == 403
    Connection.objects.all().delete()
    refused = caller.post("/contact_methods/add_phone_number", {"number": "+351910000143", "ways": ["sms"]})
    assert refused.status_code == 409
