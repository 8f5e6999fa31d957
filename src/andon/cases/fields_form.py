"""A form of own fields: those of one type, or of the types that somebody may choose between.

A field's name is `field-<type>-<key>`. All are in the form, those that do not apply are hidden; `asked` says which were
shown, so that without scripts the server can ask for those that an answer called up.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andon.kit.errors import Invalid, Refused

from .models import CaseField, CaseType
from .reads.case_types import live_fields
from .rules import fields as rule
from .rules.typed_fields import as_typed, from_typed


@dataclass(frozen=True, slots=True)
class Block:
    """One field as it stands on the screen, and on which answers it depends (names of fields to their values)."""

    bound: forms.BoundField
    shown_if: str
    hidden: bool


class CaseFieldsForm(forms.Form):
    """`choose`: the type is chosen in the form too; `may_have_none`: or none. `customer`: only what she is asked."""

    use_required_attribute = False
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        types: Sequence[CaseType],
        values: Mapping[str, Any] | None = None,
        chosen: CaseType | None = None,
        choose: bool = False,
        may_have_none: bool = False,
        customer: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.types, self.kept, self.customer, self.choose = types, dict(values or {}), customer, choose
        self._chosen = chosen or (None if may_have_none or not types else types[0])
        if choose:
            self.fields["case_type"] = forms.ChoiceField(
                label=gettext_lazy("What kind of matter it is"),
                choices=[*([("", "—")] if may_have_none else []), *((one.slug, one.label) for one in types)],
                required=not may_have_none,
                initial=self._chosen.slug if self._chosen else None,
            )
        self._own: dict[str, tuple[CaseType, CaseField]] = {}
        for kind in types:
            for one in self._asked_of(kind):
                name = name_of(kind, one)
                self._own[name] = (kind, one)
                self.fields[name] = _form_field(one, self.kept.get(one.key))

    def _asked_of(self, kind: CaseType) -> list[CaseField]:
        return [one for one in live_fields(kind) if one.customer_sees or not self.customer]

    @property
    def chosen(self) -> CaseType | None:
        """The type as it stands in the form."""
        if self.choose and self.is_bound:
            said = self.data.get(self.add_prefix("case_type"))
            return next((one for one in self.types if one.slug == said), None if said == "" else self._chosen)
        return self._chosen

    def typed(self) -> dict[str, Any]:
        """What was typed into the fields of the chosen type, whether they apply or not."""
        kind = self.chosen
        found = {one.key: name for name, (of, one) in self._own.items() if kind and of.id == kind.id}
        read = {key: self._typed(name) for key, name in found.items()}
        return {key: value for key, value in read.items() if value != ""}

    def _typed(self, name: str) -> Any:
        if not self.is_bound:
            return self.kept.get(self._own[name][1].key, "")
        widget = self.fields[name].widget
        typed = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return from_typed(self._own[name][1].kind, typed)

    def given(self) -> dict[str, Any]:
        """What was typed into the fields that apply; what was emptied is None."""
        typed = self.typed()
        asked = self._asked_of(self.chosen) if self.chosen else []
        return {one.key: typed.get(one.key) for one in rule.shown_of(asked, typed)}

    def not_asked_yet(self) -> bool:
        """Whether an answer called up fields that were not on the screen, as happens without scripts."""
        asked = set(str(self.data.get(self.add_prefix("asked"), "")).split())
        return bool({block.bound.name for block in self.blocks() if not block.hidden} - asked)

    @property
    def asks_more(self) -> bool:
        """It comes back only because there is more to ask: nothing is wrong with it."""
        return self.is_bound and not self.errors and self.not_asked_yet()

    def blocks(self) -> Iterator[Block]:
        """Every field, in the order of the types; what depends on something says on what."""
        kind, typed = self.chosen, self.typed()
        applies = {one.key for one in rule.shown_of(self._asked_of(kind), typed)} if kind else set()
        for name, (of, one) in self._own.items():
            bound = self[name]
            bound.field.required = one.required == rule.ALWAYS
            hidden = kind is None or of.id != kind.id or one.key not in applies
            yield Block(bound, self._shown_if(of, one), hidden)

    def shown_names(self) -> str:
        """For the hidden field `asked`."""
        return " ".join(block.bound.name for block in self.blocks() if not block.hidden)

    def _shown_if(self, of: CaseType, one: CaseField) -> str:
        wanted = {self.add_prefix("case_type"): [of.slug]} if self.choose else {}
        if one.shown_if_key:
            wanted[self.add_prefix(f"field-{of.slug}-{one.shown_if_key}")] = list(one.shown_if_values)
        return json.dumps(wanted)

    def show_refusal(self, refused: Refused) -> dict[str, str]:
        """Put each fault at its field; answers those that belong to none of this form."""
        faults = refused.faults if isinstance(refused, Invalid) else {"": refused.message}
        kind, others = self.chosen, {}
        for field, message in faults.items():
            name = f"field-{kind.slug}-{field.removeprefix('fields.')}" if kind else ""
            if field.startswith("fields.") and name in self.fields:
                self.add_error(name, message)
            else:
                others[field] = message
        return others


def name_of(kind: CaseType, one: CaseField) -> str:
    return f"field-{kind.slug}-{one.key}"


def _form_field(one: CaseField, kept: Any) -> forms.Field:
    """Whether a value is right, the rule says: the form only draws it."""
    shape = {"label": one.label, "help_text": one.help_text, "required": False, "initial": as_typed(kept)}
    offered = list(one.choice_labels.items())
    lost = [(code, code) for code in sorted(rule.codes_of(kept) - set(one.codes))]
    match one.kind:
        case "choice":
            return forms.CharField(widget=forms.Select(choices=[("", "—"), *offered, *lost]), **shape)
        case "choices":
            return forms.MultipleChoiceField(choices=[*offered, *lost], widget=forms.CheckboxSelectMultiple, **shape)
        case "yes_no":
            answers = [("", "—"), ("yes", _("Yes")), ("no", _("No"))]
            return forms.CharField(widget=forms.Select(choices=answers), **shape)
        case "date":
            return forms.CharField(widget=forms.DateInput({"type": "date"}), max_length=10, **shape)
        case "number":
            return forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}), max_length=30, **shape)
        case "reference":
            return forms.CharField(max_length=rule.MOST_REFERENCE, **shape)
        case _:
            return forms.CharField(widget=forms.Textarea({"rows": 2}), max_length=rule.MOST_TEXT, **shape)
