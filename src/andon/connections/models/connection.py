from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.actor import Actor

if TYPE_CHECKING:
    from andon.people.access import Access


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def visible_to(self, access: "Access") -> Self:
        """Administrators set connections up; nobody else sees them."""
        return self if access.has("administrator") else self.none()


class Connection(models.Model):
    """One tie to one account at a vendor. Its secrets are rows of their own.

    `own_ids`: who we are over there (a bot, a user), so that what we did ourselves is not taken for news.
    `failures`: attempts to send that failed running; `resting_until`: none is made before. `paused_at` with the reason
    stops sending, and what comes in waits. `listening_at`: when the line that we hold open last stood.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    vendor = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    settings = models.JSONField(default=dict)
    own_ids = ArrayField(models.TextField(), default=list)
    made_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    paused_why = models.CharField(max_length=16, default="")
    last_in_at = models.DateTimeField(null=True)
    last_out_at = models.DateTimeField(null=True)
    listening_at = models.DateTimeField(null=True)
    last_refused_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    resting_until = models.DateTimeField(null=True)
    last_error_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="")

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["vendor", "made_at"], name="connection_vendor")]

    @property
    def subject(self) -> Subject:
        return Subject("connection", self.id)

    @property
    def actor(self) -> Actor:
        """Who acts when the vendor tells something."""
        return Actor.integration(self.id)

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None
