from dataclasses import dataclass, field
from typing import Any

import pytest

from andon.kit.errors import Invalid
from andon.questions.question_in import QuestionIn, Translation
from andon.questions.rules.shape import checked_question, with_attribute

LANGUAGES = ["en", "de"]


@dataclass
class Attribute:
    kind: str = "cat"
    many: bool = False
    choices: list[str] = field(default_factory=list)


def asked(attribute: Attribute | None = None, /, **given: Any) -> dict[str, Any]:
    whole = {"text": " Which  wallet? ", "kind": "choice", "choices": ["A", "B", "A", " "]} | given
    return checked_question(QuestionIn(**whole), attribute, LANGUAGES)


def test_it_is_kept_as_it_was_asked() -> None:
    found = asked(translations={"de": Translation(text="Welche?", choices=["Ä", "B"])}, customers=True)
    assert found["texts"] == {"": "Which wallet?", "de": "Welche?"}
    assert found["choices"] == [{"code": "A", "labels": {"de": "Ä"}}, {"code": "B", "labels": {"de": "B"}}]
    assert (found["customers"], found["attribute_of"]) == (True, "")


def test_an_attribute_gives_its_choices() -> None:
    found = asked(Attribute(choices=["A", "B", "C"]), choices=[], attribute="wallet")
    assert [one["code"] for one in found["choices"]] == ["A", "B", "C"]
    assert (found["attribute"], found["attribute_of"]) == ("wallet", "account")


@pytest.mark.parametrize(
    ("given", "attribute", "name"),
    [
        ({"text": " "}, None, "text"),
        ({"text": "x" * 301}, None, "text"),
        ({"text": "a\0"}, None, "text"),
        ({"kind": "colour"}, None, "kind"),
        ({"choices": ["A"]}, None, "choices"),
        ({"choices": [str(n) for n in range(21)]}, None, "choices"),
        ({"choices": ["x" * 81, "B"]}, None, "choices"),
        ({"kind": "number"}, None, "choices"),
        ({"attribute": "wallet"}, None, "attribute"),
        ({"attribute": "wallet"}, Attribute("num"), "attribute"),
        ({"attribute": "wallet", "kind": "choices"}, Attribute(), "attribute"),
        ({"attribute": "wallet"}, Attribute(choices=["A"]), "choices"),
        ({"attribute": "wallet", "attribute_of": "moon"}, Attribute(), "attribute_of"),
        ({"translations": {"xx": Translation(text="?")}}, None, "translations"),
        ({"translations": {"de": Translation(choices=["A"])}}, None, "translations"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], attribute: Attribute | None, name: str) -> None:
    with pytest.raises(Invalid) as no:
        asked(attribute, **given)
    assert list(no.value.faults) == [name]


def test_one_of_several_values_is_added() -> None:
    assert with_attribute("w", {"w": ["A"], "x": 1}, "B", many=True) == {"w": ["A", "B"], "x": 1}
    assert with_attribute("w", {"w": ["A"]}, ["A", "C"], many=True) == {"w": ["A", "C"]}
    assert with_attribute("w", {"w": "A"}, "B", many=False) == {"w": "B"}
