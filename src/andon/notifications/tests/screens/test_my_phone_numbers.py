"""A number is proved to be hers before a page goes to it."""

import re
from datetime import timedelta

from conftest import MoveClock
from django.urls import reverse
from tests.peers.twilio import Twilio

from andon.notifications.models import ContactMethod, PhoneCheck
from andon.notifications.reads.ways_of import ways_of
from andon.people.models import User

from .phones import NUMBER, SCREEN, Browse, Work, add, code_in, verify


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


def test_of_a_code_only_a_tag_is_compared(browse: Browse, omar: User, phones: Twilio, run_due_work: Work) -> None:
    add(browse(omar))
    run_due_work()
    assert code_in(phones) not in str(PhoneCheck.objects.values().get())
    assert PhoneCheck.objects.get().is_open(PhoneCheck.objects.get().sent_at + timedelta(minutes=9))
