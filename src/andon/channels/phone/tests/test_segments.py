"""How long an SMS may be, and what is cut when it is longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.channels.phone.rules.segments import MOST_PARTS, fit, is_gsm, parts, plain, units

LINK = "https://care.fernhill.example/page/" + "x" * 43 + "/"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # Two septets each.
        ("€" * 81, 2),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("😀" * 35, 1),  # Two units each.
        ("😀" * 36, 2),
        ("ж" * 202, 4),
    ],
)
def test_parts_as_the_standard_counts_them(text: str, count: int) -> None:
    assert parts(text) == count


def test_typographic_signs_do_not_halve_the_room() -> None:
    assert plain("“Nothing” – it’s gone…") == '"Nothing" - it\'s gone...'
    assert is_gsm(plain("“Nothing” – it’s gone…"))
    assert not is_gsm("Привет")


def test_what_fits_is_not_touched() -> None:
    assert fit("Checkout is slow.", LINK) == f"Checkout is slow.\n{LINK}"
    assert fit("", "Your code: 1") == "Your code: 1"


def test_the_head_is_cut_and_the_link_stays() -> None:
    made = fit("Checkout is slow. " * 100, LINK)
    assert made.endswith(f"...\n{LINK}")
    assert made.startswith("Checkout is slow.")
    assert parts(made) == MOST_PARTS
    assert units(made) > 440


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=700))
def test_any_headline_fits_in_three_parts_with_its_link_whole(head: str) -> None:
    made = fit(head, f"{LINK}\nReply 1: I have it. (code 4821)")
    assert parts(made) <= MOST_PARTS
    assert made.endswith(f"{LINK}\nReply 1: I have it. (code 4821)")
