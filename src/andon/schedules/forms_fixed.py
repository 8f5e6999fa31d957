"""What people type about fixed shifts."""

from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from andon.people.models import User

from .actions.fix_shifts import FixedShiftIn
from .forms import moment_field, people
from .rules.spans import Stretch, holes

ROWS = 8


class FixedShiftsForm(forms.Form):
    """Times are in the reader's zone. A row without a person is left out."""

    starts_at = moment_field(_("From"))
    ends_at = moment_field(_("Until"))
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    leaves_open = forms.BooleanField(label=_("Yes, nobody shall be on call then"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nobody")), *people()]
        for row in range(ROWS):
            self.fields[f"user_{row}"] = forms.ChoiceField(choices=choices, label=_("Who"), required=False)
            self.fields[f"starts_at_{row}"] = moment_field(_("From"), required=False)
            self.fields[f"ends_at_{row}"] = moment_field(_("Until"), required=False)

    def head(self) -> list[BoundField]:
        return [self[name] for name in ("starts_at", "ends_at", "reason")]

    def rows(self) -> list[list[BoundField]]:
        return [[self[f"{name}_{row}"] for name in ("user", "starts_at", "ends_at")] for row in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in self._filled(given):
            for name in (f"starts_at_{row}", f"ends_at_{row}"):
                if name in given and given[name] is None:
                    self.add_error(name, _("Say when."))
        return given

    def shifts(self) -> list[FixedShiftIn]:
        """Of a form that is valid."""
        said = self.cleaned_data
        rows = self._filled(said)
        users = User.objects.filter(is_active=True).in_bulk([UUID(said[f"user_{row}"]) for row in rows])
        return [
            FixedShiftIn(
                user=users[UUID(said[f"user_{row}"])],
                starts_at=said[f"starts_at_{row}"],
                ends_at=said[f"ends_at_{row}"],
            )
            for row in rows
        ]

    def holes(self) -> list[Stretch]:
        """Of a form that is valid: when nobody would be on call."""
        said = self.cleaned_data
        shifts = [Stretch(one.starts_at, one.ends_at) for one in self.shifts()]
        return holes(Stretch(said["starts_at"], said["ends_at"]), shifts)

    def place_of(self, name: str) -> str:
        """The field of a fault such as `shifts.1.ends_at`: the second row that is filled."""
        parts = name.split(".")
        if len(parts) != 3 or parts[0] != "shifts":
            return name
        return f"{parts[2]}_{self._filled(self.cleaned_data)[int(parts[1])]}"

    def _filled(self, given: dict[str, Any]) -> list[int]:
        return [row for row in range(ROWS) if given.get(f"user_{row}")]
