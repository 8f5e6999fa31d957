"""What a question may be: its words, its list of choices, the attribute that its answers may become."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.questions.question_in import QuestionIn

from .answers import CHOICE, CHOICES, KINDS, LISTED, NUMBER, TEXT, VERSION, YES_NO

MOST_WORDS, MOST_LABEL, MOST_CHOICES = 300, 80, 20
ATTRIBUTE_OF = ("account", "contact")
BECOMES = {
    YES_NO: {"bool"},
    CHOICE: {"cat", "ord"},
    CHOICES: {"cat"},
    NUMBER: {"num"},
    VERSION: {"version"},
    TEXT: set[str](),
}
"""Of which kind an attribute must be so that answers of a kind can become it. Somebody's own words never do: they could
not be erased with her."""


class Definition(Protocol):
    """An attribute: its kind, whether it has several values, the values it is limited to."""

    kind: str
    many: bool
    choices: list[str]


def checked_question(given: QuestionIn, attribute: Definition | None, languages: Collection[str]) -> dict[str, Any]:
    """The columns to store; Invalid by the name of the field. `attribute`: the one that is named, if there is one."""
    if given.kind not in KINDS:
        raise Invalid({"kind": _("A kind of answer is one of %(kinds)s.") % {"kinds": ", ".join(KINDS)}})
    _refuse_misfit(given, attribute)
    choices = _choices(given, attribute)
    texts = {"": clean(" ".join(given.text.split()), "text", MOST_WORDS, required=True)}
    labels: list[dict[str, str]] = [{} for _one in choices]
    for language, said in given.translations.items():
        if language not in languages:
            raise Invalid({"translations": _("“%(code)s” is none of our languages.") % {"code": language[:12]}})
        if text := clean(" ".join(said.text.split()), "translations", MOST_WORDS):
            texts[language] = text
        for place, label in enumerate(_translated(said.choices, choices)):
            labels[place][language] = label
    return {
        "texts": texts,
        "kind": given.kind,
        "choices": [{"code": code, "labels": label} for code, label in zip(choices, labels, strict=True)],
        "attribute": given.attribute,
        "attribute_of": given.attribute_of if given.attribute else "",
        "customers": given.customers,
    }


def _refuse_misfit(given: QuestionIn, attribute: Definition | None) -> None:
    if not given.attribute:
        return
    if attribute is None:
        raise Invalid({"attribute": _("No attribute of this name is defined.")})
    if given.attribute_of not in ATTRIBUTE_OF:
        raise Invalid({"attribute_of": _("An attribute is of the account or of the contact.")})
    if attribute.kind not in BECOMES[given.kind] or (given.kind == CHOICES and not attribute.many):
        raise Invalid({"attribute": _("Answers of this kind cannot become this attribute.")})


def _choices(given: QuestionIn, attribute: Definition | None) -> list[str]:
    named = [clean(" ".join(one.split()), "choices", MOST_LABEL) for one in given.choices]
    named = list(dict.fromkeys(one for one in named if one))
    if given.kind not in LISTED:
        if named:
            raise Invalid({"choices": _("Only a list has choices.")})
        return []
    offered = list(attribute.choices) if attribute else []
    named = named or offered[:MOST_CHOICES]
    if not 2 <= len(named) <= MOST_CHOICES:
        raise Invalid({"choices": _("Name the choices: two or more, at most %(n)s.") % {"n": MOST_CHOICES}})
    if offered and (unknown := [one for one in named if one not in offered]):
        said = _("The attribute does not know “%(choice)s”.")
        raise Invalid({"choices": said % {"choice": unknown[0]}})
    return named


def _translated(labels: Sequence[str], choices: Sequence[str]) -> list[str]:
    """As many as there are choices, in their order; none at all is allowed."""
    read = [clean(" ".join(one.split()), "translations", MOST_LABEL) for one in labels]
    read = [one for one in read if one]
    if read and len(read) != len(choices):
        raise Invalid({"translations": _("Translate each choice, in the same order.")})
    return read


def with_attribute(key: str, before: Mapping[str, Any], value: Any, *, many: bool) -> dict[str, Any]:
    """The attributes with this answer among them: one more of several, or instead of the one there was."""
    if not many:
        return {**before, key: value}
    kept = before.get(key) or []
    added = value if isinstance(value, list) else [value]
    return {**before, key: list(dict.fromkeys([*kept, *added]))}
