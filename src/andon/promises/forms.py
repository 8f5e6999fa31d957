"""What people type about promises."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MoveForm(forms.Form):
    due_at = forms.DateTimeField(
        label=_("Answer by"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
