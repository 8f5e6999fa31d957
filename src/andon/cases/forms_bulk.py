"""What agents type to do something with many cases: the act, and what it takes."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Brand

from .fields_form import Block
from .forms import find_receivers
from .models import CaseType
from .reads.case_types import case_types, live_fields
from .rules.bulk import PLACEHOLDERS
from .rules.fields import CHOICES
from .rules.reasons import CloseReason
from .rules.typed_fields import from_typed

ACT_WORDS = [
    ("tag_case", _("Tag them")),
    ("assign_cases", _("Give them to somebody, out of the queue")),
    ("hand_over_cases", _("Hand them over, with a reason")),
    ("set_case_fields", _("Set their type or a field")),
    ("change_brand", _("Put them under another brand")),
    ("wait_for", _("Set them to wait")),
    ("reply_to_case", _("Write to each customer")),
    ("note_on_case", _("Write a note in each")),
    ("solve_case", _("Solve them, and ask each customer")),
    ("close_case", _("Close them")),
    ("mark_spam", _("Mark them as spam")),
]
_ROWS = {"rows": 6}
_FILLS = format_lazy(
    _("Filled in for each: {names}. When solving it may be empty: each is asked in her language."),
    names=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
)
_ACTS_OF = {
    "add": ["tag_case"],
    "remove": ["tag_case"],
    "to": ["assign_cases", "hand_over_cases"],
    "reason": ["hand_over_cases"],
    "case_type": ["set_case_fields"],
    "field": ["set_case_fields"],
    "value": ["set_case_fields"],
    "brand": ["change_brand"],
    "who": ["wait_for"],
    "body": ["reply_to_case", "note_on_case", "solve_case"],
    "close_reason": ["close_case"],
    "note": ["close_case"],
}
# As the screen says it; each act says itself what it needs.
_NEEDED = {"to", "reason", "brand", "who", "body", "close_reason"}
# The names that the acts use, where the form's are others.
_NAMES = {"to_user": "to", "to_team": "to", "fields": "value"}


class BulkForm(forms.Form):
    use_required_attribute = False
    act = forms.ChoiceField(label=_("What to do"), choices=ACT_WORDS)
    add = forms.CharField(label=_("Tags to add"), max_length=900, required=False, help_text=_("With commas."))
    remove = forms.CharField(label=_("Tags to take away"), max_length=900, required=False)
    to = forms.ChoiceField(label=_("Who gets them"), required=False)
    reason = forms.CharField(
        label=_("Why, and what to know"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )
    case_type = forms.ChoiceField(label=_("Type"), required=False)
    field = forms.ChoiceField(label=_("Field"), required=False)
    value = forms.CharField(
        label=_("What it holds then"),
        max_length=2000,
        required=False,
        help_text=_("The code of a choice, several with commas; yes or no; a day as 2026-11-24. Empty takes it away."),
    )
    brand = forms.ModelChoiceField(
        label=_("Brand"), queryset=Brand.objects.all(), to_field_name="slug", required=False, empty_label="—"
    )
    who = forms.CharField(
        label=_("For whom"), max_length=200, required=False, help_text=_("“customer”, or who has the ball, in words.")
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(_ROWS),
        help_text=_FILLS,
    )
    close_reason = forms.ChoiceField(
        label=_("Why"), choices=[one for one in CloseReason.choices if one[0] != CloseReason.SPAM], required=False
    )
    note = forms.CharField(label=_("Which check, or which other case"), max_length=500, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        types = case_types()
        self.kinds = {one.key: one.kind for kind in types for one in live_fields(kind)}
        self._choices("to", find_receivers())
        self._choices("case_type", [("", "—"), *((one.slug, one.label) for one in types)])
        self._choices("field", [("", "—"), *_fields_of(types)])

    def _choices(self, name: str, offered: Sequence[Any]) -> None:
        self.fields[name].choices = offered  # type: ignore[attr-defined]

    def blocks(self) -> Iterator[Block]:
        """Each control, with the acts that it belongs to."""
        act = self["act"].value() or ACT_WORDS[0][0]
        for name, acts in _ACTS_OF.items():
            self.fields[name].required = name in _NEEDED
            yield Block(self[name], json.dumps({"act": acts}), act not in acts)

    def given(self) -> dict[str, Any]:
        """What the act takes."""
        typed = self.cleaned_data
        kind, _colon, key = typed["to"].partition(":")
        act = typed["act"]
        given = {
            "add": _listed(typed["add"]),
            "remove": _listed(typed["remove"]),
            "to_user": key if kind == "user" else "",
            "to_team": key if kind == "team" else "",
            "reason": typed["close_reason"] if act == "close_case" else typed["reason"],
            "case_type": typed["case_type"],
            "brand": typed["brand"].slug if typed["brand"] else "",
            "fields": {typed["field"]: self._value()} if typed["field"] else {},
            **{name: typed[name] for name in ("who", "body", "note")},
        }
        own = {name for name, acts in _ACTS_OF.items() if act in acts}
        wanted = (
            own | {name for name, at in _NAMES.items() if at in own} | ({"reason"} if act == "close_case" else set())
        )
        return {name: value for name, value in given.items() if name in wanted and value}

    def _value(self) -> Any:
        kind = self.kinds.get(self.cleaned_data["field"], "text")
        typed = self.cleaned_data["value"]
        value = from_typed(kind, _listed(typed) if kind == CHOICES else typed)
        return None if value in ("", []) else value

    def field_of(self, fault: str) -> str:
        """At which control a fault of the act stands."""
        if fault == "reason" and self.cleaned_data.get("act") == "close_case":
            return "close_reason"
        return _NAMES.get(fault.partition(".")[0], fault)


def _fields_of(types: Sequence[CaseType]) -> list[tuple[str, str]]:
    found = {one.key: f"{one.label} ({kind.label})" for kind in types for one in live_fields(kind)}
    return list(found.items())


def _listed(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]
