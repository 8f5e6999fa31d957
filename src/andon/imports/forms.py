"""What people choose and type about imports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.kit.zones import time_zones
from andon.people.models import Team
from andon.signals.rules.sources import SOURCES

from .models import CsvImport
from .models.csv_import import KindName
from .rows import column_name
from .rules.delimiters import BAR, COMMA, SEMICOLON, TAB
from .rules.encodings import ENCODINGS
from .suggesting import fields_of

SIGNS = [(COMMA, _("comma")), (SEMICOLON, _("semicolon")), (TAB, _("tab")), (BAR, _("bar"))]


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What stands in it"), choices=KindName.choices)
    file = forms.FileField(
        label=_("CSV file"),
        allow_empty_file=True,
        widget=forms.FileInput(
            {
                "accept": ".csv,.tsv,.txt,text/csv",
                "data-most": "25",
                "data-too-much": _("A file may have at most 25 MB."),
            }
        ),
        help_text=_("The first line names the columns. At most 25 MB; any usual encoding and delimiter."),
    )


class MapForm(forms.Form):
    """A select for each column (`column_0`, …), and what counts for all lines."""

    encoding = forms.ChoiceField(label=_("Encoding"), choices=list(ENCODINGS.items()))
    delimiter = forms.ChoiceField(label=_("Columns are parted by a"), choices=SIGNS)
    month_first = forms.ChoiceField(
        label=_("Dates such as 3/4/2026"),
        choices=[("", _("the day comes first")), ("1", _("the month comes first"))],
        required=False,
    )
    zone = forms.ChoiceField(label=_("Times are those of"))
    team = forms.ModelChoiceField(
        Team.objects.all(),
        label=_("Team of cases that name none"),
        required=False,
        empty_label=_("The usual team"),
        to_field_name="slug",
    )
    source = forms.CharField(label=_("Said where, if a line does not say"), max_length=40)

    def __init__(self, data: Any = None, *, of: CsvImport) -> None:
        initial = {"encoding": of.encoding, "delimiter": of.delimiter, **of.options}
        initial["month_first"] = "1" if of.options.get("month_first") else ""
        super().__init__(data, initial=initial)
        self._of = of
        self.fields["zone"].choices = [(zone, zone) for zone in sorted(time_zones())]  # type: ignore[attr-defined]
        self.fields["source"].widget = forms.TextInput({"list": "sources"})
        for name in {"cases": ("source",), "signals": ("team",)}.get(of.kind, ("source", "team")):
            del self.fields[name]
        choices = [("", _("— not taken in")), *fields_of(of)]
        for place, field in enumerate(of.mapping):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_("%(column)s goes to") % {"column": column_name(of.header, place)},
                choices=choices,
                initial=field,
                required=False,
                widget=forms.Select({"class": "input"}),
            )

    @property
    def sources(self) -> list[str]:
        return list(SOURCES)

    def general(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def columns(self) -> list[forms.BoundField]:
        """What is wrong is tied to its select, for whom hears the screen."""
        bound = [self[name] for name in self.fields if name.startswith("column_")]
        for one in bound:
            if one.errors:
                faults = {"aria-describedby": f"{one.id_for_label}-fault", "aria-invalid": "true"}
                one.field.widget.attrs.update(faults)
        return bound

    def given(self) -> dict[str, Any]:
        """What `map_import` takes."""
        typed = self.cleaned_data
        options: dict[str, Any] = {"month_first": bool(typed["month_first"]), "zone": typed["zone"]}
        if "source" in typed:
            options["source"] = typed["source"]
        if "team" in typed:
            options["team"] = typed["team"].slug if typed["team"] else ""
        return {
            "encoding": typed["encoding"],
            "delimiter": typed["delimiter"],
            "mapping": [typed[f"column_{place}"] for place in range(len(self._of.mapping))],
            "options": options,
        }
