from typing import Self

from django.db import models

from andon.customers.models import Account
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access

READ = ("agent", "lead", "responder", "administrator")
EDIT = ("lead", "administrator")


class Contracts(models.QuerySet["Contract"]):
    def visible_to(self, access: Access) -> Self:
        """Whoever works on cases or incidents, and who sets up. Customers and readers of summaries see none."""
        return self if access.has(*READ) else self.none()

    def changeable_by(self, access: Access) -> Self:
        return self if access.has(*EDIT) else self.none()


class Contract(models.Model):
    """What an account was promised in writing. Its figures stand in its terms, one row for each time."""

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contracts")
    external_id = models.CharField(max_length=120, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200)
    words = models.TextField(default="", blank=True)
    put_at = models.DateTimeField()

    objects = Contracts.as_manager()

    class Meta:
        ordering = ["account__name", "name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("contract", self.id)
