import pytest

from andon.suggestions.rules.floors import MOST_STEPS, STEP, Verdict, floor_of
from andon.suggestions.rules.links import standing as standing_of_link
from andon.suggestions.rules.named import named_in
from andon.suggestions.rules.pairs import Signs, kind_of, standing, strength
from andon.suggestions.rules.wilson import wilson


@pytest.mark.parametrize(
    ("signs", "running", "kind"),
    [
        (Signs(meaning=0.5, letters=0.1, weight=0.1), True, ""),
        (Signs(meaning=3.0, letters=0.1, weight=0.1), True, "related"),
        (Signs(meaning=5.0, letters=0.8, weight=0.1), True, "related"),
        (Signs(meaning=5.0, letters=0.8, weight=0.1, customer=True), True, "duplicate"),
        (Signs(meaning=5.0, letters=0.8, weight=0.1, customer=True), False, "related"),
        (Signs(meaning=5.0, letters=0.8, weight=0.1, customer=True, days=40), True, "related"),
        (Signs(meaning=2.6, letters=0.1, weight=0.1, customer=True), True, "related"),
        (Signs(meaning=2.6, letters=0.95, weight=0.0, customer=True), True, "duplicate"),
        (Signs(meaning=0.5, letters=0.1, weight=0.1, codes=2), True, "related"),
    ],
)
def test_what_two_cases_are_to_each_other(signs: Signs, running: bool, kind: str) -> None:
    assert kind_of(signs, running=running) == kind


def test_more_in_common_is_never_less() -> None:
    base = {"meaning": 2.0, "letters": 0.2, "weight": 0.2}
    bare = strength(Signs(**base))
    for more in ({"codes": 1}, {"customer": True}, {"service": True}, {"letters": 0.5}, {"meaning": 3.0}):
        assert strength(Signs(**(base | more))) > bare  # type: ignore[arg-type]


def test_of_few_texts_what_is_usual_is_as_anywhere() -> None:
    assert standing(0.5, (0.5, 0.01, 10)) == standing(0.5, (0.0, 1.0, 3))
    assert standing(0.5, (0.1, 0.1, 100)) == pytest.approx(4)
    assert standing(0.5, (0.5, 0.0, 100)) == 0


def test_a_surge_does_not_hide_what_it_reports() -> None:
    usual = [0.1 + place / 1000 for place in range(70)] + [0.8] * 30
    assert standing_of_link(0.8, usual) > 5
    assert standing_of_link(0.1, usual) < 0


def test_what_was_mostly_wrong_is_left_out() -> None:
    wrong = [Verdict(2.6, right=False)] * 20
    right = [Verdict(3.4, right=True)] * 20
    assert floor_of(wrong[:10], 2.5) == 2.5
    assert floor_of(right, 2.5) == 2.5
    assert 2.6 < floor_of([*wrong, *right], 2.5) <= 3.4
    everywhere = [Verdict(2.5 + place / 10, right=False) for place in range(60) for _ in range(2)]
    assert floor_of(everywhere, 2.5) <= 2.5 + MOST_STEPS * STEP


def test_names_are_whole_words_in_any_case() -> None:
    assert named_in("The CHECKOUT-page hangs", ["Checkout", "Check", "Pay"]) == {"Checkout"}
    assert named_in("we pay by Direct  Debit", ["Direct debit", "IT"]) == {"Direct debit"}
    assert named_in("x" * 100_000, ["Checkout"]) == frozenset()


def test_wilson() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(10, 10)[1] == pytest.approx(1)
