from decimal import Decimal
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.contracts.rules import terms as rules
from andon.contracts.rules.hours import Hours
from andon.kit.ids import new_id

from .contract import Contract


class PeriodKind(models.TextChoices):
    MONTH = rules.MONTH, _("Calendar month")
    QUARTER = rules.QUARTER, _("Quarter")
    YEAR = rules.YEAR, _("Calendar year")
    ROLLING = rules.ROLLING, _("The last 30 days")


class Counts(models.TextChoices):
    REPORTED = rules.REPORTED, _("When the account reported it")
    COVERED = rules.COVERED, _("Whenever a covered service is hit")


class Since(models.TextChoices):
    FIRST_SIGN = rules.FIRST_SIGN, _("From its first report or alert")
    DECLARED = rules.DECLARED, _("From when it was declared")


class Terms(models.Model):
    """What a contract promised while these were valid. `steps`: [{"below": "99.9", "percent": "10"}] of the fee."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="terms")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    target = models.DecimalField(max_digits=7, decimal_places=4)
    period = models.CharField(max_length=8, choices=PeriodKind, default=PeriodKind.MONTH)
    services = models.ManyToManyField(Service, related_name="+")
    severities = ArrayField(models.CharField(max_length=8))
    counts = models.CharField(max_length=8, choices=Counts, default=Counts.REPORTED)
    since = models.CharField(max_length=10, choices=Since, default=Since.FIRST_SIGN)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    fee = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="EUR")
    steps = models.JSONField(default=list)
    cap = models.DecimalField(max_digits=5, decimal_places=2, default=100)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "valid_from"], name="terms_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="terms_forward"
            ),
            models.CheckConstraint(condition=Q(target__gt=0, target__lte=100), name="terms_target"),
            models.CheckConstraint(condition=Q(period__in=PeriodKind.values), name="terms_period"),
        ]

    def promise(self, zone: str) -> rules.Promise:
        """As the rules read it, in the account's zone; the services are prefetched in lists."""
        return rules.Promise(
            target=self.target,
            period=self.period,
            zone=ZoneInfo(zone),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            hours=self._hours(),
            services=frozenset(service.id for service in self.services.all()),
            severities=frozenset(self.severities),
            counts=self.counts,
            since=self.since,
            fee=self.fee,
            currency=self.currency,
            steps=[rules.CreditStep(Decimal(step["below"]), Decimal(step["percent"])) for step in self.steps],
            cap=self.cap,
        )

    def _hours(self) -> Hours | None:
        if not self.days or self.opens is None or self.closes is None:
            return None
        return Hours(frozenset(self.days), self.opens, self.closes)
