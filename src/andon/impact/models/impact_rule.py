from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.customers.models.account import Tier
from andon.impact.rules.more_people import CONFIRMED, CONTRACTS, EVERYBODY, INFERRED, REPORTED, Wanted
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.paging.models import Policy
from andon.people.models import Team


class Measure(models.TextChoices):
    EVERYBODY = EVERYBODY, _("Affected accounts, however they are known")
    REPORTED = REPORTED, _("Accounts that reported")
    INFERRED = INFERRED, _("Accounts that match the pattern and are silent")
    CONFIRMED = CONFIRMED, _("Confirmed accounts")
    CONTRACTS = CONTRACTS, _("Contracts that lose minutes")


class ImpactRule(models.Model):
    """More impact brings more people: from so many accounts or contracts on, a policy pages or a team is told. One that
    is switched off does nothing more; what it did stays."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    measure = models.CharField(max_length=9, choices=Measure)
    at_least = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    tier = models.CharField(max_length=16, choices=Tier, default="", blank=True)
    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(at_least__gte=1), name="impact_rule_at_least"),
            models.CheckConstraint(condition=Q(measure__in=Measure.values), name="impact_rule_measure"),
            models.CheckConstraint(
                condition=Q(policy__isnull=False) | Q(team__isnull=False), name="impact_rule_brings_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("impact_rule", self.id)

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.measure, self.at_least, self.tier)
