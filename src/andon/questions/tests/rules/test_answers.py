from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.kit.errors import Invalid
from andon.questions.rules.answers import KINDS, answer_words, as_typed, checked_answer, from_typed, words_in

WALLETS = ["Teapot", "PayNow"]


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("yes_no", True, True),
        ("yes_no", False, False),
        ("choice", "Teapot", "Teapot"),
        ("choices", ["PayNow", "Teapot", "PayNow"], ["Teapot", "PayNow"]),
        ("number", 64, 64),
        ("number", 2.0, 2),
        ("number", -0.5, -0.5),
        ("version", " 7.4.2-rc1 ", "7.4.2-rc1"),
        ("text", " a  wheel ", "a  wheel"),
    ],
)
def test_what_is_asked_for_is_kept(kind: str, value: Any, kept: Any) -> None:
    assert checked_answer(kind, WALLETS, value) == kept
    assert type(checked_answer(kind, WALLETS, value)) is type(kept)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *((kind, nothing) for kind in KINDS for nothing in (None, "", [])),
        ("yes_no", "yes"),
        ("yes_no", 1),
        ("choice", "Apple"),
        ("choice", ["Teapot"]),
        ("choices", "Teapot"),
        ("choices", ["Teapot", "Apple"]),
        ("number", True),
        ("number", "64"),
        ("number", float("nan")),
        ("number", float("inf")),
        ("number", 10**16),
        ("number", 10**400),
        ("version", "seven"),
        ("version", "7" * 61),
        ("version", 7),
        ("text", 5),
        ("text", "x" * 201),
        ("text", "a\0b"),
        ("text", "a\ud800b"),
        ("text", "   "),
    ],
)
def test_what_is_not_asked_for_is_refused_by_name(kind: str, value: Any) -> None:
    with pytest.raises(Invalid) as no:
        checked_answer(kind, WALLETS, value)
    assert list(no.value.faults) == ["value"]


@given(
    st.sampled_from(KINDS), st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=4)
)
def test_whatever_comes_is_kept_or_refused_and_nothing_else(kind: str, value: Any) -> None:
    try:
        kept = checked_answer(kind, WALLETS, value)
    except Invalid:
        return
    assert checked_answer(kind, WALLETS, kept) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("yes_no", "yes", True),
        ("yes_no", "maybe", "maybe"),
        ("number", "1 200,5", 1200.5),
        ("number", "64", 64),
        ("number", "many", "many"),
        ("choices", ["Teapot"], ["Teapot"]),
        ("choices", None, []),
        ("text", " a ", "a"),
    ],
)
def test_what_is_typed_is_read(kind: str, typed: Any, value: Any) -> None:
    assert from_typed(kind, typed) == value


def test_words_for_a_reader() -> None:
    labels = {"Teapot": "Teekanne"}
    assert answer_words(True, {}) == "Yes"
    assert answer_words(["Teapot", "PayNow"], labels) == "Teekanne, PayNow"
    assert answer_words("Teapot", labels) == "Teekanne"
    assert answer_words(64, {}) == "64"
    assert (as_typed(False), as_typed("x")) == ("no", "x")


def test_a_language_that_was_not_given_is_as_it_was_asked() -> None:
    texts = {"": "Which?", "de": "Welche?"}
    assert [words_in(texts, language) for language in ("de", "de-AT", "pt-BR", "")] == [
        "Welche?",
        "Welche?",
        "Which?",
        "Which?",
    ]
