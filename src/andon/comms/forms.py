"""What people type about updates."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class UpdateForm(forms.Form):
    """A text for each language; `spoken` says how many of the contacts speak it."""

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
        return {name.removeprefix("text_"): body for name, body in self.cleaned_data.items() if body}

    @property
    def wanted(self) -> list[forms.BoundField]:
        """English, the languages that somebody speaks, and those that hold a text or a fault."""
        return [self[name] for name in self.fields if self._is_wanted(name)]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not self._is_wanted(name)]

    def _is_wanted(self, name: str) -> bool:
        code = name.removeprefix("text_")
        return code == "en" or bool(self.spoken.get(code) or self[name].value() or self[name].errors)


class WaiveForm(forms.Form):
    why = forms.CharField(label=_("Why she will not be told"), max_length=500)
