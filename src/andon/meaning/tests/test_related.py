"""Related texts and links, by letters alone: what must hold whichever model there is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from andon.meaning.encoders.lexical import Lexical
from andon.meaning.rules.centre import Centre
from andon.meaning.rules.codes import codes_of
from andon.meaning.rules.linking import Incident, Signs, link
from andon.meaning.rules.related import Related, technicality, weight_of_words, why
from andon.meaning.rules.words import Words, shared_words

from .pairs import PAIRS
from .sentences import SAID

LEXICAL = Lexical()
CORPUS = [other for _, other in PAIRS] + [text for texts in SAID.values() for text in texts]


def related(corpus: list[str]) -> Related:
    return Related.of(corpus, LEXICAL.encode(corpus))


def first(found: Related, text: str, count: int = 5) -> list[str]:
    return [found.texts[place] for place, _ in found.top(text, LEXICAL.encode([text])[0], count)]


def test_reports_of_one_fault_are_found_among_others() -> None:
    found = related(CORPUS)
    places = [first(found, one).index(other) if other in first(found, one) else 9 for one, other in PAIRS]
    assert sum(place == 0 for place in places) >= 8
    assert sum(place < 5 for place in places) >= 9


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(CORPUS))))
def test_the_order_of_what_is_compared_changes_nothing(order: list[int]) -> None:
    shuffled = related([CORPUS[place] for place in order])
    straight = related(CORPUS)
    for text, _ in PAIRS[:4]:
        assert first(shuffled, text) == first(straight, text)


@pytest.mark.parametrize("corpus", [[], [""], ["", "\0"], ["one"], ["same"] * 5])
def test_little_to_compare_with_is_no_fault(corpus: list[str]) -> None:
    found = related(corpus)
    assert len(first(found, "one thing")) == min(5, len(corpus))
    assert len(first(found, "")) == min(5, len(corpus))


def test_letters_weigh_more_in_a_bug_report_than_in_a_letter() -> None:
    assert technicality("My card was declined at the supermarket") == 0
    assert technicality(PAIRS[0][0]) > technicality(SAID["en"][0])
    technical = technicality("NullPointerException in a.b.C at line_12 ERR_X")
    assert weight_of_words(technical) > 4 * weight_of_words(0)


def test_why_names_what_both_say() -> None:
    reason = why("Payment fails with error E-1042 in checkout", "checkout: E-1042 again when I pay")
    assert reason.codes == ("E-1042",)
    assert "checkout" in reason.words


def test_words_of_any_script_are_shared() -> None:
    assert shared_words("网络每天晚上都会断线 router", "Router 网络每天晚上都会断线") == (
        "网络每天晚上都会断线",
        "router",
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Error 500 on pay", {"500"}),
        ("Fehler: 500 beim Zahlen", {"500"}),
        ("HTTP 503", {"503"}),
        ("ORA-00942 and 0x80070005", {"ORA-00942", "0X80070005"}),
        ("net::ERR_CONNECTION_RESET", {"ERR_CONNECTION_RESET"}),
        ("java.lang.NullPointerException", {"NULLPOINTEREXCEPTION"}),
        ("I paid 500 euros on 12.10.2024", set()),
        ("", set()),
    ],
)
def test_codes(text: str, codes: set[str]) -> None:
    assert codes_of(text) == codes


def test_codes_of_hostile_text_are_few() -> None:
    assert len(codes_of("E-1234 " * 20_000 + " ".join(f"E-{n}" for n in range(9999)))) <= 40


def test_likeness_lies_between_nothing_and_all() -> None:
    words = Words.of(CORPUS)
    likeness = words.likeness(CORPUS[3])
    assert likeness[3] == pytest.approx(1, abs=1e-5)
    assert ((likeness >= 0) & (likeness <= 1 + 1e-5)).all()
    assert not words.likeness("").any()


def test_the_middle_of_a_house_is_taken_out_language_by_language() -> None:
    dice = np.random.default_rng(1)
    shared, german = dice.normal(size=(2, 16)).astype(np.float32)
    texts = dice.normal(size=(600, 16)).astype(np.float32) * 0.1 + shared
    texts[300:] += german
    rows = texts / np.linalg.norm(texts, axis=1, keepdims=True)
    languages = ["en"] * 300 + ["de"] * 300
    centre = Centre(16)
    for start in range(0, 600, 50):
        centre.add(rows[start : start + 50], languages[start : start + 50])
    apart = centre.of(rows, languages)
    assert abs((rows @ rows.T).mean()) > 0.5
    assert abs((apart @ apart.T).mean()) < 0.1
    assert np.linalg.norm(apart, axis=1) == pytest.approx(1, abs=1e-5)


def test_before_anything_was_added_the_middle_changes_nothing() -> None:
    rows = LEXICAL.encode(SAID["en"])
    np.testing.assert_allclose(Centre(LEXICAL.size).of(rows), rows, atol=1e-6)


INCIDENTS = [
    ("Card processor declines payments", "Cards refused in shops", "auth_decline_rate"),
    ("Login service down", "Sign-in fails for everybody", "login 5xx"),
    ("Parcels delayed", "Courier backlog, parcels come late", ""),
]


def incident(number: int, *confirmed: str) -> Incident:
    said = INCIDENTS[number]
    return Incident(LEXICAL.encode(said), LEXICAL.encode(list(confirmed)), ". ".join(said))


def links(texts: list[str], incidents: list[Incident], signs: list[list[Signs]] | None = None) -> list[list[int]]:
    nothing = np.zeros(LEXICAL.size, dtype=np.float32)
    return [[place for place, _ in row] for row in link(incidents, texts, LEXICAL.encode(texts), nothing, signs)]


def test_a_report_is_linked_by_what_it_says() -> None:
    open_ones = [incident(number) for number in range(3)]
    assert links(["My payments by card are refused", "sign-in fails", "my parcel is late"], open_ones) == [
        [0, *links(["My payments by card are refused"], open_ones)[0][1:]],
        [1, *links(["sign-in fails"], open_ones)[0][1:]],
        [2, *links(["my parcel is late"], open_ones)[0][1:]],
    ]


def test_confirmed_cases_teach_at_once() -> None:
    said = "Plastic does nothing at the till"
    before = links([said], [incident(number) for number in range(3)])
    taught = [incident(0, "plastic does nothing", "the till says no", "plastic again no"), incident(1), incident(2)]
    assert links([said], taught)[0][0] == 0
    assert before == links([said], [incident(number) for number in range(3)])


def test_signs_beside_the_words_decide_between_equals() -> None:
    twins = [incident(0), incident(0)]
    said = ["my card is refused"]
    assert links(said, twins, [[Signs(), Signs(region=True)]]) == [[1, 0]]
    assert links(said, twins, [[Signs(window=False), Signs()]]) == [[1, 0]]
    assert links(said, twins, [[Signs(service=False), Signs(service=True)]]) == [[1, 0]]
    assert links(said, twins, [[Signs(), Signs(codes=frozenset({"E-1042"}))]]) == [[1, 0]]
    assert links(said, twins, [[Signs(), Signs()]]) == [[0, 1]]


def test_without_incidents_there_is_nothing_to_link_to() -> None:
    assert links(["my card"], []) == [[]]
    assert links([], [incident(0)]) == []
