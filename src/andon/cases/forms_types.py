"""What leads and administrators type when they set up types of cases and their fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import CaseField, CaseType
from .reads.case_types import live_fields
from .rules.channels import CHANNELS, channel_word
from .rules.fields import CHOICE, CHOICES, YES_NO
from .rules.typed_labels import choices_from, choices_shown, labels_from, labels_shown
from .type_in import MOST_HELP, MOST_LABEL, CaseFieldIn, CaseTypeIn

KIND_WORDS = [
    ("text", _("Text")),
    ("number", _("Number")),
    ("choice", _("One of several")),
    ("choices", _("Some of several")),
    ("date", _("Day")),
    ("yes_no", _("Yes or no")),
    ("reference", _("Order or reference")),
]
REQUIRED_WORDS = [
    ("never", _("Never")),
    ("solving", _("Before it is solved")),
    ("always", _("Always")),
]
_MORE = {"rows": 2, "placeholder": "de: …"}


class CaseTypeForm(forms.Form):
    slug = forms.CharField(label=_("Short name"), max_length=40, help_text=_("For programs and filters: complaint"))
    labels = forms.CharField(label=_("Name"), max_length=MOST_LABEL)
    labels_more = forms.CharField(
        label=_("In other languages"),
        required=False,
        widget=forms.Textarea(_MORE),
        help_text=_("One a line: de: Reklamation"),
    )
    channels = forms.MultipleChoiceField(
        label=_("For cases that come by (none ticked: any)"),
        choices=lambda: [(channel, channel_word(channel)) for channel in CHANNELS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    in_portal = forms.BooleanField(label=_("Customers choose it in the portal"), required=False)
    is_default = forms.BooleanField(label=_("Given to cases that name no type"), required=False)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=1000, initial=0)

    def given(self, slug: str = "") -> CaseTypeIn:
        typed = self.cleaned_data
        return CaseTypeIn(
            slug=slug or typed["slug"],
            labels=labels_from(typed["labels"], typed["labels_more"]),
            **{name: typed[name] for name in ("channels", "in_portal", "is_default", "position")},
        )

    @staticmethod
    def shown(kind: CaseType) -> dict[str, Any]:
        main, more = labels_shown(kind.labels)
        kept = {name: getattr(kind, name) for name in ("channels", "in_portal", "is_default", "position")}
        return {"labels": main, "labels_more": more, **kept}


class CaseFieldForm(forms.Form):
    """`kind` is fixed once values may be stored."""

    key = forms.CharField(label=_("Key"), max_length=40, help_text=_("For programs and filters: affected_product"))
    labels = forms.CharField(label=_("Label"), max_length=MOST_LABEL)
    labels_more = forms.CharField(label=_("Label in other languages"), required=False, widget=forms.Textarea(_MORE))
    kind = forms.ChoiceField(label=_("What it holds"), choices=KIND_WORDS)
    choices = forms.CharField(
        label=_("Choices"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 5, "placeholder": "late | Came too late | de: Kam zu spät"}),
        help_text=_("One a line: its code, its label, and that in other languages, with bars between them."),
    )
    helps = forms.CharField(label=_("Help below it"), max_length=MOST_HELP, required=False)
    helps_more = forms.CharField(label=_("Help in other languages"), required=False, widget=forms.Textarea(_MORE))
    required = forms.ChoiceField(label=_("Must be filled in"), choices=REQUIRED_WORDS)
    customer_sees = forms.BooleanField(label=_("Customers fill it in, and see it"), required=False)
    searchable = forms.BooleanField(label=_("Search finds its values"), required=False)
    shown_if_key = forms.ChoiceField(label=_("Asked only if"), required=False)
    shown_if_values = forms.CharField(
        label=_("… is one of"), max_length=2000, required=False, help_text=_("Codes, with commas; yes or no.")
    )
    position = forms.IntegerField(label=_("Place in the form"), min_value=0, max_value=1000, initial=0)

    def __init__(self, *args: Any, kind: CaseType, field: CaseField | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        others = [one for one in live_fields(kind) if one.kind in (CHOICE, CHOICES, YES_NO)]
        on = [(one.key, one.label) for one in others if field is None or one.key != field.key]
        self.fields["shown_if_key"].choices = [("", _("— always asked")), *on]  # type: ignore[attr-defined]
        if field is not None:
            del self.fields["key"]
            self.fields["kind"].disabled = True
            self.initial = self.initial or self.shown(field)
            self.initial["kind"] = field.kind

    def given(self, key: str = "") -> CaseFieldIn:
        typed = self.cleaned_data
        kept = ("kind", "required", "customer_sees", "searchable", "shown_if_key", "position")
        return CaseFieldIn(
            key=key or typed["key"],
            labels=labels_from(typed["labels"], typed["labels_more"]),
            helps=labels_from(typed["helps"], typed["helps_more"]),
            choices=choices_from(typed["choices"]) if typed["kind"] in (CHOICE, CHOICES) else [],
            shown_if_values=[code.strip() for code in typed["shown_if_values"].split(",") if code.strip()],
            **{name: typed[name] for name in kept},
        )

    @staticmethod
    def shown(field: CaseField) -> dict[str, Any]:
        main, more = labels_shown(field.labels)
        help_main, help_more = labels_shown(field.helps)
        kept = ("kind", "required", "customer_sees", "searchable", "shown_if_key", "position")
        return {
            "labels": main,
            "labels_more": more,
            "helps": help_main,
            "helps_more": help_more,
            "choices": choices_shown(field.choices),
            "shown_if_values": ", ".join(field.shown_if_values),
            **{name: getattr(field, name) for name in kept},
        }
