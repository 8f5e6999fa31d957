"""A number is proved to be hers before a page goes to it."""

import re
from collections.abc import Callable
from datetime import timedelta
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
from andon.notifications.models import ContactMethod, PhoneCheck
from andon.notifications.reads.ways_of import ways_of
from andon.people.models import User

Browse = Callable[[User], Client]
Work = Callable[[], int]
SCREEN = "notifications:my_contact_methods"
NUMBER = "+351910000142"


def add(client: Client, number: str = NUMBER, *ways: str) -> int:
    given = {"number": number, "ways": list(ways or ("sms",))}
    return client.post(reverse("notifications:add_phone_number"), given).status_code


def verify(client: Client, code: str) -> int:
    address = reverse("notifications:verify_phone_number", args=[ContactMethod.objects.order_by("id")[0].id])
    return client.post(address, {"code": code}).status_code


def code_in(phones: Twilio) -> str:
    (found,) = re.findall(r"\b[0-9]{6}\b", phones.messages[-1]["Body"])
    return str(found)


def test_a_number_is_proved_by_the_code_that_was_sent_to_it(
    browse: Browse, omar: User, phones: Twilio, run_due_work: Work
) -> None:
    client = browse(omar)
    assert add(client, "+351 910 000 142", "sms", "voice") == 302
    run_due_work()
    shown = client.get(reverse(SCREEN)).content.decode()
    assert NUMBER in shown
    assert shown.count("Verify this number") == 1
    assert "no page goes to it yet" in shown
    assert ways_of(omar) == [("email", omar.email)]
    assert verify(client, code_in(phones)) == 302
    assert set(ways_of(omar)) == {("email", omar.email), ("sms", NUMBER), ("voice", NUMBER)}
    assert "no page goes to it yet" not in client.get(reverse(SCREEN)).content.decode()
    assert not PhoneCheck.objects.exists()


def test_a_code_for_calls_alone_is_spoken_three_times(
    browse: Browse, omar: User, phones: Twilio, run_due_work: Work
) -> None:
    add(browse(omar), NUMBER, "voice")
    run_due_work()
    call = phones.call_to(NUMBER)
    spoken = re.findall(r"[0-9](?:, [0-9]){5}", call.spoken)
    assert len(spoken) == 3
    assert call.twiml.find("Gather") is None
    assert verify(browse(omar), spoken[0].replace(", ", "")) == 302


def test_five_wrong_tries_end_a_code(browse: Browse, omar: User, phones: Twilio, run_due_work: Work) -> None:
    client = browse(omar)
    add(client)
    run_due_work()
    code = code_in(phones)
    wrong = "000000" if code != "000000" else "111111"
    answer = client.post(
        reverse("notifications:verify_phone_number", args=[ContactMethod.objects.get().id]), {"code": wrong}
    )
    assert "Tries left: 4" in answer.content.decode()
    for bad in (wrong, "", "abc", "٠١٢٣٤٥", "12\x0034", wrong, wrong):
        assert verify(client, bad) == 422
    assert verify(client, code) == 422
    assert ContactMethod.objects.get().verified_at is None


def test_a_code_ends_after_ten_minutes_and_another_one_replaces_it(
    browse: Browse, omar: User, phones: Twilio, move_clock: MoveClock, run_due_work: Work
) -> None:
    client = browse(omar)
    add(client)
    run_due_work()
    old = code_in(phones)
    move_clock.forward(minutes=10)
    assert verify(client, old) == 422
    again = reverse("notifications:send_phone_code", args=[ContactMethod.objects.get().id])
    assert client.post(again).status_code == 302
    run_due_work()
    assert len(phones.messages) == 2
    assert verify(client, code_in(phones)) == 302
    assert ContactMethod.objects.get().verified_at is not None


def test_nobody_can_make_us_flood_a_number(
    browse: Browse, omar: User, alice: User, phones: Twilio, move_clock: MoveClock, run_due_work: Work
) -> None:
    client = browse(omar)
    assert add(client) == 302
    again = reverse("notifications:send_phone_code", args=[ContactMethod.objects.get().id])
    assert "Wait half a minute" in client.post(again, follow=True).content.decode()
    for _more in range(4):
        move_clock.forward(seconds=31)
        client.post(again)
    run_due_work()
    assert len(phones.messages) == 3
    # Whoever asks.
    assert add(browse(alice)) == 422
    move_clock.forward(hours=1)
    assert add(browse(alice)) == 302


def test_ten_codes_a_day_are_enough(browse: Browse, omar: User, phones: Twilio, move_clock: MoveClock) -> None:
    answers = []
    for number in range(11):
        move_clock.forward(seconds=31)
        answers.append(add(browse(omar), f"+3519100001{number:02}"))
        ContactMethod.objects.all().delete()
    assert answers == [302] * 10 + [422]


def test_what_cannot_be_called_is_refused_and_what_was_typed_stays(browse: Browse, omar: User, phones: Twilio) -> None:
    client = browse(omar)
    for number in ("", "12", "0910 000 142", "call me", "+1" * 30, "+351\x00910", "<b>"):
        assert add(client, number) == 422, number
    assert client.post(reverse("notifications:add_phone_number"), {"number": NUMBER}).status_code == 422
    assert add(client, NUMBER, "pigeon") == 422
    answer = client.post(reverse("notifications:add_phone_number"), {"number": "<b>12", "ways": ["sms"]})
    assert "&lt;b&gt;12" in answer.content.decode()
    assert not ContactMethod.objects.exists()
    assert add(client) == 302
    assert add(client) == 422


def test_a_second_way_to_a_number_that_is_hers_needs_no_code(
    browse: Browse, omar: User, phones: Twilio, run_due_work: Work
) -> None:
    add(browse(omar))
    run_due_work()
    verify(browse(omar), code_in(phones))
    assert add(browse(omar), NUMBER, "sms", "voice") == 302
    run_due_work()
    assert ("voice", NUMBER) in ways_of(omar)
    assert (len(phones.messages), phones.calls) == (1, [])


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


def test_of_a_code_only_a_tag_is_compared(browse: Browse, omar: User, phones: Twilio, run_due_work: Work) -> None:
    add(browse(omar))
    run_due_work()
    assert code_in(phones) not in str(PhoneCheck.objects.values().get())
    assert PhoneCheck.objects.get().is_open(PhoneCheck.objects.get().sent_at + timedelta(minutes=9))
