"""What is an answer and what is not, what a page says by phone, and who counts as reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.kit.ids import new_id
from andon.notifications.rules.reached import Tried, anybody_reached
from andon.paging.rules.phone_words import Reply, code_of, read_reply, short_headline, spoken_text
from andon.paging.rules.why import Why


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1", Reply("acknowledge")),
        ("ACK!", Reply("acknowledge")),
        ("2", Reply("escalate_now")),
        ("next", Reply("escalate_now")),
        ("4821", Reply("acknowledge", "4821")),
        ("2 4821", Reply("escalate_now", "4821")),
        ("4821, next", Reply("escalate_now", "4821")),
        ("1 2", None),
        ("1 minute", None),
        ("on my way in 2", None),
        ("", None),
        ("12345", None),
        ("4821 4822", None),
        ("١", None),
    ],
)
def test_what_is_an_answer(text: str, meant: Reply | None) -> None:
    assert read_reply(text) == meant


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    read_reply(text)


def test_a_code_has_four_digits_and_stays() -> None:
    run = new_id()
    assert code_of(run) == code_of(run)
    assert all(len(code_of(new_id())) == 4 for _ in range(200))


def test_what_is_said_is_whole_sentences() -> None:
    why = Why(headline="Checkout\n hangs", severity="critical", cases=5, accounts=4)
    assert short_headline(why) == "Checkout hangs. 5 cases from 4 accounts."
    said = "Omar, this is Andon. You are paged. Critical: Checkout hangs. 5 cases from 4 accounts."
    assert spoken_text(why, name="Omar") == said
    assert spoken_text(Why(headline="Is it down?"), name="Omar") == "Omar, this is Andon. You are paged. Is it down?"


@pytest.mark.parametrize(
    ("tried", "reached"),
    [
        ([("omar", "email", True)], True),
        ([("omar", "email", False)], False),
        ([("omar", "email", True), ("omar", "voice", False)], False),
        ([("omar", "email", True), ("omar", "voice", False), ("omar", "sms", True)], True),
        ([("omar", "email", True), ("omar", "sms", False), ("omar", "apprise", True)], True),
        ([("omar", "email", True), ("omar", "sms", False), ("ines", "email", True)], True),
        ([], False),
    ],
)
def test_mail_alone_does_not_reach_whose_phone_is_dead(tried: list[tuple[str, str, bool]], reached: bool) -> None:
    assert anybody_reached(Tried(*one) for one in tried) is reached
