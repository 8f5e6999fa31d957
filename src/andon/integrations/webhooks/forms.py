from django import forms
from django.utils.translation import gettext_lazy as _


class ReplayForm(forms.Form):
    since = forms.DateTimeField(
        label=_("Since"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("At most 31 days back, in your time zone."),
    )
    whole = forms.BooleanField(label=_("What was accepted too"), required=False)
