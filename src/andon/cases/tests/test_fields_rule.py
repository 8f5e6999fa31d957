"""The rule of own fields, as tables and as properties."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.cases.rules.fields import checked_fields, missing_fields, shown_of
from andon.cases.rules.spoken import spoken
from andon.cases.rules.typed_fields import as_read, as_typed, from_typed
from andon.cases.rules.typed_labels import choices_from, choices_shown, labels_from, labels_shown
from andon.kit.errors import Invalid


@dataclass
class Asked:
    key: str
    kind: str = "text"
    required: str = "never"
    customer_sees: bool = False
    shown_if_key: str = ""
    shown_if_values: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.key.title()


WRONG = Asked("wrong", "choice", "always", True, codes=["late", "broken"])
PART = Asked("part", "reference", "always", True, "wrong", ["broken"])
CAUSE = Asked("cause", "choices", "solving", codes=["packing", "carrier"])
ALL = [
    WRONG,
    PART,
    CAUSE,
    Asked("cost", "number"),
    Asked("since", "date"),
    Asked("refunded", "yes_no"),
    Asked("words"),
    Asked("why", shown_if_key="part", shown_if_values=["X-1"]),
]


@pytest.mark.parametrize(
    ("given_value", "stored"),
    [
        ({"wrong": "late"}, {"wrong": "late"}),
        ({"cause": ["packing", "packing"]}, {"cause": ["packing"]}),
        ({"cost": 12.0}, {"cost": 12}),
        ({"cost": -0.5}, {"cost": -0.5}),
        ({"since": "2026-02-28"}, {"since": "2026-02-28"}),
        ({"refunded": False}, {"refunded": False}),
        ({"words": "  Two  words\n"}, {"words": "Two  words"}),
        ({"wrong": "broken", "part": " X  1 "}, {"wrong": "broken", "part": "X 1"}),
        ({"wrong": None, "cost": "", "cause": []}, {}),
    ],
)
def test_what_is_stored(given_value: dict[str, Any], stored: dict[str, Any]) -> None:
    assert checked_fields(given_value, {}, ALL) == stored


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("wrong", "lost"),
        ("wrong", ["late"]),
        ("cause", "packing"),
        ("cause", ["rain"]),
        ("cause", [1]),
        ("cost", "12"),
        ("cost", True),
        ("cost", float("nan")),
        ("cost", 10**16),
        ("since", "2026-02-30"),
        ("since", "20260228"),
        ("since", 5),
        ("refunded", "yes"),
        ("refunded", 1),
        ("words", 3),
        ("words", "a\0b"),
        ("words", "\ud800"),
        ("words", "x" * 2001),
        ("nothing", "x"),
        ("part", "X-1"),
        ("why", "x"),
    ],
)
def test_what_is_refused_by_the_name_of_the_field(key: str, value: Any) -> None:
    with pytest.raises(Invalid) as no:
        checked_fields({key: value, "refunded": True} if key != "refunded" else {key: value}, {}, ALL)
    assert list(no.value.faults) == [f"fields.{key}"]


def test_an_old_choice_stays_and_another_answer_hides_without_losing() -> None:
    kept = {"wrong": "lost", "cause": ["rain"], "part": "X-1"}
    assert checked_fields({"wrong": "lost", "cause": ["rain", "packing"]}, kept, ALL)["cause"] == ["rain", "packing"]
    after = checked_fields({"wrong": "late"}, kept | {"wrong": "broken"}, ALL)
    assert after["part"] == "X-1"
    assert "part" not in [one.key for one in shown_of(ALL, after)]
    with pytest.raises(Invalid):
        checked_fields({"part": "X-2"}, after, ALL)
    with pytest.raises(Invalid):
        checked_fields({"wrong": "lost"}, {"wrong": "late"}, ALL)


def test_what_is_needed_and_when() -> None:
    assert list(missing_fields({}, ALL, "always")) == ["fields.wrong"]
    assert list(missing_fields({"wrong": "broken"}, ALL, "always")) == ["fields.part"]
    assert missing_fields({"wrong": "late"}, ALL, "always") == {}
    solving = missing_fields({"wrong": "late"}, ALL, "solving", "always")
    assert solving == {"fields.cause": "“Cause” is needed before it is solved."}
    assert missing_fields({"wrong": "late"}, ALL, "solving", "always", customer=True) == {}


def test_fields_that_depend_on_each_other_are_not_shown() -> None:
    ring = [Asked("a", shown_if_key="b", shown_if_values=["x"]), Asked("b", shown_if_key="a", shown_if_values=["x"])]
    assert shown_of(ring, {"a": "x", "b": "x"}) == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.sampled_from(["late", "broken"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([one.key for one in ALL] + ["other"]), VALUES, max_size=6))
def test_whatever_is_given_is_stored_as_json_or_refused_by_name(typed: dict[str, Any]) -> None:
    try:
        stored = checked_fields(typed, {}, ALL)
    except Invalid as no:
        named = [name for name in no.faults if name.startswith("fields.")]
    else:
        named = []
        check_stored(stored)
        return
    assert named


def check_stored(stored: dict[str, Any]) -> None:
    assert json.loads(json.dumps(stored, allow_nan=False)) == stored
    assert checked_fields(stored, {}, ALL) == stored
    assert set(stored) <= {one.key for one in shown_of(ALL, stored)}


@given(st.sampled_from([("number", 12), ("number", 1.5), ("yes_no", True), ("yes_no", False), ("text", "x")]))
def test_what_stands_in_the_form_is_read_back(kind_and_value: tuple[str, Any]) -> None:
    kind, value = kind_and_value
    assert from_typed(kind, as_typed(value)) == value


def test_words() -> None:
    assert from_typed("number", "1,5") == 1.5
    assert from_typed("number", "many") == "many"
    assert as_read(["a", "gone"], {"a": "Apple"}) == "Apple, gone"
    assert as_read(True, {}) == "Yes"
    assert spoken({"de": "Teil", "en": "Part"}, "de-AT") == "Teil"
    assert spoken({"de": "Teil"}, "fr") == "Teil"
    assert spoken({}, "fr") == ""


def test_labels_and_choices_as_they_are_typed() -> None:
    labels = labels_from("Part", "de: Teil\n\nfr: Pièce")
    assert labels == {"en": "Part", "de": "Teil", "fr": "Pièce"}
    assert labels_from(*labels_shown(labels)) == labels
    typed = "late | Came too late | de: Kam zu spät\nother\nat: | Due: today"
    choices = choices_from(typed)
    assert [one.code for one in choices] == ["late", "other", "at:"]
    assert choices[0].labels == {"en": "Came too late", "de": "Kam zu spät"}
    shown = choices_shown([{"code": one.code, "labels": one.labels} for one in choices])
    assert choices_from(shown) == choices
