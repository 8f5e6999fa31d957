from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.customers.models import Account
from andon.kit.ids import new_id
from andon.people.models import User

from .incident import Incident


class How(models.TextChoices):
    INFERRED = "inferred", _("Inferred")
    CONFIRMED = "confirmed", _("Confirmed")
    SPARED = "spared", _("Not hit")


class AffectedAccount(models.Model):
    """An account that an incident hits, as far as no case says so: inferred from a pattern, or confirmed by somebody.

    Who reported is known by the linked cases. `spared`: somebody found out that it is not hit, whatever the pattern
    says. `by` None: the pattern.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="affected")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=9, choices=How)
    since = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "account"], name="affected_account_once"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="affected_account_how"),
        ]
        indexes = [models.Index(fields=["account"], name="affected_account_of")]
