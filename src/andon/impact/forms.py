"""What people type about impact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.incidents.forms import moment


class FixForm(forms.Form):
    what = forms.CharField(
        label=_("What was done"), max_length=200, help_text=_("Such as “7.4.3 is out in southern Europe”.")
    )
    at = moment(_("Since when"), required=False, help_text=_("Left open: since now."))
