from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .connection import Connection


class Departure(models.TextChoices):
    PLANNED = "planned"
    SENT = "sent"
    PARKED = "parked"


class OutgoingDelivery(models.Model):
    """One call of a vendor that must be made, once by its key. `content` is the vendor class's own: what to call, with
    what; it is {} when it was kept long enough. `status` and `answer`: the vendor's last answer, its beginning.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    kind = models.CharField(max_length=120)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    order = models.CharField(max_length=255)
    lane = models.CharField(max_length=16)
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=Departure, default=Departure.PLANNED)
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    patient_since = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(default="")
    error = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "key"], name="outgoing_delivery_once")]
        indexes = [
            models.Index(fields=["connection", "-made_at"], name="outgoing_delivery_newest"),
            models.Index(
                fields=["connection", "state", "id"], condition=~Q(state="sent"), name="outgoing_delivery_unsent"
            ),
            models.Index(fields=["made_at"], condition=~Q(content={}), name="outgoing_delivery_kept"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def work_key(self) -> str:
        return f"connections.send_out:{self.id}"
