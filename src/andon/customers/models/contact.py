from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.timeline.actor import Actor

from .account import Account


def may_see_contact_data(access: Access) -> bool:
    """Names, addresses and words of customers' people are for those who answer them."""
    return access.has("agent", "lead")


class Contacts(models.QuerySet["Contact"]):
    def visible_to(self, access: Access) -> "Contacts":
        return self if may_see_contact_data(access) else self.none()


class Contact(models.Model):
    """A person who reports: of an account, or not known to belong to one yet."""

    id = models.UUIDField(primary_key=True, default=new_id)
    external_id = models.CharField(max_length=120, null=True, blank=True, unique=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=120, default="", blank=True)
    locale = models.CharField(max_length=12, default="", blank=True)
    time_zone = models.CharField(max_length=64, default="", blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    put_at = models.DateTimeField()

    was_put = "unchanged"
    """What `put_contacts` did with her just now: created, changed or unchanged."""

    objects = Contacts.as_manager()

    class Meta:
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="contact_name_words"),
            GinIndex(fields=["attributes"], name="contact_attributes", opclasses=["jsonb_path_ops"]),
            models.Index(fields=["name", "id"], name="contact_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("contact", self.id)

    @property
    def actor(self) -> Actor:
        return Actor.contact(self.id)

    @property
    def speaks(self) -> str:
        """The language to write to her in."""
        return self.locale or (self.account.locale if self.account else "en")

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def email(self) -> str:
        """The address to write to, or "" (reads the prefetched points)."""
        return next((point.value for point in self.points.all() if point.kind == "email"), "")
