"""What the API of connections takes and answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings as installation
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from andon.kit.rest.batch import MOST_ITEMS

from .models import Connection, OutgoingDelivery
from .vendor import find_vendor


class FieldOut(Schema):
    name: str
    label: str
    kind: str
    required: bool
    secret: bool
    made: bool = Field(description="made here, and answered once, where none is given")


class VendorOut(Schema):
    slug: str
    title: str
    about: str
    fields: list[FieldOut]


class ConnectionOut(Schema):
    """`address`: what the vendor calls; "" where nothing comes in."""

    id: UUID
    vendor: str
    name: str
    settings: dict[str, Any]
    address: str
    made_at: datetime
    paused_at: datetime | None
    paused_why: str
    last_in_at: datetime | None
    last_out_at: datetime | None
    last_refused_at: datetime | None
    failing_since: datetime | None
    failures: int
    last_error_at: datetime | None
    last_error: str

    @staticmethod
    def resolve_address(connection: Connection) -> str:
        vendor = find_vendor(connection.vendor)
        path = reverse("connections:incoming", args=[connection.vendor, connection.id])
        return installation.BASE_URL + path if vendor and vendor.has_incoming else ""


class AddBody(Schema):
    vendor: str
    name: str
    settings: dict[str, Any] = {}
    secrets: dict[str, str] = {}


class AddedOut(ConnectionOut):
    made: dict[str, str] = Field(description="secrets made here; not answered again")

    @staticmethod
    def resolve_address(added: Any) -> str:
        return str(added["address"])


class ChangeBody(Schema):
    name: str
    settings: dict[str, Any]


class SecretBody(Schema):
    field: str
    secret: str = Field("", description="empty: one is made, where its field allows that")
    overlap_hours: int = Field(24, description="how long the one before stays good")


class SecretOut(Schema):
    made: str = Field(description="the secret made here, not answered again; empty where one was given")


class TriedOut(Schema):
    worked: bool
    said: str


class ReplayBody(Schema):
    ids: list[UUID] = Field(max_length=MOST_ITEMS)


class ReplayedOut(Schema):
    count: int


class IncomingOut(Schema):
    id: UUID
    delivery_id: str
    kind: str
    order: str
    size: int
    repeats: int
    state: str
    why: str
    received_at: datetime
    taken_at: datetime | None


class OutgoingOut(Schema):
    id: UUID
    key: str
    kind: str
    subject: str
    state: str
    attempts: int
    made_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    sent_at: datetime | None
    status: int | None
    error: str

    @staticmethod
    def resolve_subject(delivery: OutgoingDelivery) -> str:
        return delivery.subject.key
