"""Types of cases for tests: a complaint, with fields of every kind."""

from typing import Any

from tests.cast import NOBODY

from andon.cases.actions.put_case_field import put_case_field
from andon.cases.actions.put_case_type import put_case_type
from andon.cases.models import CaseField, CaseType
from andon.cases.type_in import CaseFieldIn, CaseTypeIn, ChoiceIn


def make_type(slug: str = "complaint", label: str = "Complaint", **more: Any) -> CaseType:
    return put_case_type(CaseTypeIn(slug=slug, labels={"en": label}, **more), by=NOBODY)


def make_field(kind: CaseType, key: str, what: str = "text", choices: str = "", **more: Any) -> CaseField:
    """`choices` as codes with spaces between them."""
    offered = [ChoiceIn(code=code, labels={"en": code.title()}) for code in choices.split()]
    labels = {"en": key.replace("_", " ").capitalize()}
    item = CaseFieldIn(key=key, kind=what, choices=offered, **({"labels": labels} | more))
    return put_case_field(kind, item, by=NOBODY)


def complaint(**more: Any) -> CaseType:
    """What is wrong, which part if it is broken, how much it cost, and why it happened (before it is solved)."""
    kind = make_type(**more)
    make_field(kind, "wrong", "choice", "late broken other", customer_sees=True, required="always", position=1)
    broken = {"shown_if_key": "wrong", "shown_if_values": ["broken"]}
    make_field(kind, "part", "reference", customer_sees=True, required="always", searchable=True, position=2, **broken)
    make_field(kind, "cost", "number", position=3)
    make_field(kind, "since", "date", customer_sees=True, position=4)
    make_field(kind, "cause", "choices", "packing carrier", required="solving", position=5)
    make_field(kind, "refunded", "yes_no", position=6)
    return kind
