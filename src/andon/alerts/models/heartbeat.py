from uuid import UUID

from django.db import models
from django.db.models.functions import Lower

from andon.alerts.rules.lengths import in_words
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access

from .integration_key import IntegrationKey


class Heartbeats(models.QuerySet["Heartbeat"]):
    def visible_to(self, access: Access) -> "Heartbeats":
        return self if access.has("agent", "responder", "lead", "administrator") else self.none()


class Heartbeat(models.Model):
    """Something that must say every so often that it is alive. Its key is the word in its ping address.

    `due_at` None: nothing is expected before the first ping. `late_since`: since when a ping is missed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    key = models.OneToOneField(IntegrationKey, on_delete=models.PROTECT, related_name="heartbeat")
    name = models.CharField(max_length=100)
    every_minutes = models.PositiveIntegerField()
    severity = models.CharField(max_length=8)
    sealed_token = models.TextField()
    made_at = models.DateTimeField()
    last_ping_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    late_since = models.DateTimeField(null=True)

    objects = Heartbeats.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="heartbeat_once_a_name")]

    @property
    def subject(self) -> Subject:
        return Subject("heartbeat", self.id)

    @property
    def service_id(self) -> UUID:
        """Of its key; select that along."""
        return self.key.service_id

    @property
    def every(self) -> str:
        return in_words(self.every_minutes)

    @property
    def lamp(self) -> str:
        if self.late_since:
            return "broken" if self.severity in ("critical", "error") else "risk"
        return "ok" if self.last_ping_at else "none"
