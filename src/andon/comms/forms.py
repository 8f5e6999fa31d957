"""What people type about updates."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from andon.incidents.forms import moment


class UpdateForm(forms.Form):
    """A text for each language; `spoken` says how many of the contacts speak it."""

    next_update_at = moment(_("Next update by"), required=False, help_text=_("Customers see this time on their case."))

    def __init__(self, *args: Any, spoken: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spoken = spoken
        for code, name in settings.LANGUAGES:
            rows = 8 if code == "en" else 4
            widget = forms.Textarea({"rows": rows, "lang": code, "dir": "auto"})
            self.fields[f"text_{code}"] = forms.CharField(
                label=name, required=code == "en", max_length=5000, widget=widget
            )

    @property
    def texts(self) -> dict[str, str]:
        """What `write_update` takes."""
        given = {code: self.cleaned_data[f"text_{code}"] for code, _name in settings.LANGUAGES}
        return {code: body for code, body in given.items() if body}

    @property
    def wanted(self) -> list[forms.BoundField]:
        """English, the languages that somebody speaks, and those that hold a text or a fault."""
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES if self._is_wanted(code)]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES if not self._is_wanted(code)]

    def _is_wanted(self, code: str) -> bool:
        bound = self[f"text_{code}"]
        return code == "en" or bool(self.spoken.get(code) or bound.value() or bound.errors)


class WaiveForm(forms.Form):
    why = forms.CharField(label=_("Why she will not be told"), max_length=500)
