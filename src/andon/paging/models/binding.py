from django.db import models
from django.db.models import Q

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .policy import Policy


class Binding(models.Model):
    """Which policy pages for a service; or who looks after an account, or every account of a tier: its concierge.

    `ack_timeout_minutes`: after so long an acknowledgement that brought no end pages again; None: never.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.OneToOneField(Service, null=True, on_delete=models.CASCADE, related_name="+")
    account = models.OneToOneField(Account, null=True, on_delete=models.CASCADE, related_name="+")
    tier = models.CharField(max_length=16, choices=Tier, null=True, unique=True)  # noqa: DJ001  NULLs do not collide
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    ack_timeout_minutes = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=False, account=None, tier=None)
                | Q(service=None, account__isnull=False, tier=None)
                | Q(service=None, account=None, tier__isnull=False),
                name="binding_one_of",
            )
        ]

    @property
    def itself(self) -> Subject:
        """What the change of it is a fact about: a tier has no row of its own."""
        bound = self.service or self.account
        return bound.subject if bound else self.policy.subject
