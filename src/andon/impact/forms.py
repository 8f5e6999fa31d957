"""What people type about impact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.customers.models.account import Tier
from andon.incidents.forms import moment
from andon.paging.models import Policy
from andon.people.models import Team

from .models.impact_rule import Measure


class FixForm(forms.Form):
    what = forms.CharField(
        label=_("What was done"), max_length=200, help_text=_("Such as “7.4.3 is out in southern Europe”.")
    )
    at = moment(_("Since when"), required=False, help_text=_("Left open: since now."))


class RuleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    slug = forms.SlugField(
        label=_("Short name"), max_length=60, help_text=_("The one of a rule that is there changes it.")
    )
    measure = forms.ChoiceField(label=_("From so many"), choices=Measure.choices)
    at_least = forms.IntegerField(label=_("How many"), min_value=1, initial=1)
    tier = forms.ChoiceField(label=_("Only of the tier"), choices=[("", _("All tiers")), *Tier.choices], required=False)
    policy = forms.ModelChoiceField(
        Policy.objects.all(), label=_("Policy that pages"), required=False, empty_label=_("Nobody is paged")
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), label=_("Team that is told"), required=False, empty_label=_("No team is told")
    )
    is_active = forms.BooleanField(label=_("In force"), required=False, initial=True)
