from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access


class Tier(models.TextChoices):
    STRATEGIC = "strategic", _("Strategic")
    GROWTH = "growth", _("Growth")
    STANDARD = "standard", _("Standard")


class Accounts(models.QuerySet["Account"]):
    def visible_to(self, access: Access) -> "Accounts":
        """Everybody who works on cases or incidents, and who reads summaries, sees who our customers are."""
        return self if access.has("agent", "lead", "responder", "stakeholder") else self.none()


class Account(models.Model):
    """A customer organisation."""

    id = models.UUIDField(primary_key=True, default=new_id)
    external_id = models.CharField(max_length=120, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200)
    tier = models.CharField(max_length=16, choices=Tier, default=Tier.STANDARD)
    yearly_value = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="EUR")
    contract_text = models.TextField(default="", blank=True)
    region = models.CharField(max_length=2, default="", blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=12, default="en")
    attributes = models.JSONField(default=dict, blank=True)
    put_at = models.DateTimeField()

    was_put = "unchanged"
    """What `put_accounts` did with it just now: created, changed or unchanged."""

    objects = Accounts.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["attributes"], name="account_attributes", opclasses=["jsonb_path_ops"]),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="account_name_words"),
            models.Index(fields=["name", "id"], name="account_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("account", self.id)

    @property
    def is_strategic(self) -> bool:
        return self.tier == Tier.STRATEGIC
