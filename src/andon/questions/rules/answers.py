"""What may be answered to a question, as it is stored and as it is read.

A question asks for yes or no, one of a list, several of a list, a number, a version or a short text. What is chosen
from a list is stored as its asker wrote it, whatever the language of whoever chose it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean

YES_NO, CHOICE, CHOICES, NUMBER, VERSION, TEXT = KINDS = ("yes_no", "choice", "choices", "number", "version", "text")
LISTED = (CHOICE, CHOICES)
MOST_TEXT, MOST_NUMBER = 200, 10**15
_VERSION = re.compile(r"\d+(\.\d+)*([-+.]\w+)*", re.ASCII)


def checked_answer(kind: str, choices: Sequence[str], value: Any) -> Any:
    """The value to store; Invalid by `value` for what the question does not ask for."""
    if value is None or value in ("", []):
        raise Invalid({"value": _("Say the answer, or that you cannot tell.")})
    match kind:
        case "yes_no":
            return _of_type(value, bool, _("This is yes or no."))
        case "choice":
            return _chosen(value, choices)
        case "choices":
            listed = _of_type(value, list, _("This is a list of choices."))
            return [one for one in choices if one in {_chosen(each, choices) for each in listed}]
        case "number":
            return _number(value)
        case "version":
            return _version(value)
    return clean(_of_type(value, str, _("This is a text.")), "value", MOST_TEXT, required=True)


def from_typed(kind: str, typed: Any) -> Any:
    """The value of what somebody typed or pressed; what is no number stays text, which the rule refuses."""
    if kind == CHOICES:
        return list(typed or [])
    text = str(typed or "").strip()
    if kind == YES_NO:
        return {"yes": True, "no": False}.get(text, text)
    return _read_number(text) if kind == NUMBER and text else text


def as_typed(value: Any) -> Any:
    """What a form shows for a stored value."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


def answer_words(value: Any, labels: Mapping[str, str]) -> str:
    """For a reader; `labels` are the choices in her language."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    return labels.get(str(value), str(value))


def words_in(texts: Mapping[str, str], language: str) -> str:
    """The text in this language (pt for pt-BR), else as its asker wrote it."""
    short = language.replace("_", "-").split("-")[0].lower()
    return texts.get(language) or texts.get(short) or texts[""]


def _of_type(value: Any, kind: type, said: str) -> Any:
    if not isinstance(value, kind):
        raise Invalid({"value": said})
    return value


def _chosen(value: Any, choices: Sequence[str]) -> str:
    if value not in choices:
        raise Invalid({"value": _("This is none of: %(choices)s.") % {"choices": ", ".join(choices)[:200]}})
    return str(value)


def _number(value: Any) -> int | float:
    # Not a number and infinity are within no bounds.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MOST_NUMBER:
        raise Invalid({"value": _("This is a number.")})
    return int(value) if value == int(value) else value


def _version(value: Any) -> str:
    said = _("This is a version, such as 7.4.2.")
    text = clean(_of_type(value, str, said), "value", 60, required=True)
    if not _VERSION.fullmatch(text):
        raise Invalid({"value": said})
    return text


def _read_number(text: str) -> int | float | str:
    plain = text.replace(" ", "").replace(",", ".") if text.count(",") == 1 and "." not in text else text
    for read in (int, float):
        try:
            return read(plain)
        except ValueError:
            continue
    return text
