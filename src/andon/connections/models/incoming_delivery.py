from typing import Any

from django.db import models

from andon.connections.rules.arrived import Arrived
from andon.kit.ids import new_id

from .connection import Connection


class Arrival(models.TextChoices):
    WAITING = "waiting"
    TAKEN = "taken"
    IGNORED = "ignored"


class IncomingDelivery(models.Model):
    """What a vendor told, byte for byte, once by its id. `body` is NULL when it was kept long enough.

    `order`: deliveries of one order are taken one at a time, as they came. `headers`: those that its vendor reads.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    delivery_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=120, default="")
    order = models.CharField(max_length=255, default="")
    tail = models.CharField(max_length=255, default="")
    headers = models.JSONField(default=dict)
    body = models.BinaryField(null=True)
    size = models.PositiveIntegerField()
    repeats = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=Arrival, default=Arrival.WAITING)
    why = models.CharField(max_length=255, default="")
    received_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "delivery_id"], name="incoming_delivery_once"),
        ]
        indexes = [
            models.Index(fields=["connection", "-received_at"], name="incoming_delivery_newest"),
            models.Index(
                fields=["connection", "id"], condition=models.Q(state="waiting"), name="incoming_delivery_waiting"
            ),
            models.Index(fields=["received_at"], condition=models.Q(body__isnull=False), name="incoming_delivery_kept"),
        ]

    @property
    def work_key(self) -> str:
        return f"connections.take_in:{self.id}"

    @property
    def content(self) -> bytes:
        return bytes(self.body or b"")

    @property
    def arrived(self) -> Arrived:
        """As it came, with the headers that were kept."""
        return Arrived(
            method="POST", url="", headers=self.headers, body=self.content, now=self.received_at, tail=self.tail
        )

    @property
    def json(self) -> Any:
        return self.arrived.json

    @property
    def form(self) -> dict[str, str]:
        """A form post's fields; of a repeated one the last."""
        return dict(self.arrived.form)
