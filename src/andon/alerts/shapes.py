"""What the API answers about keys, shared by its parts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema


class KeyOut(Schema):
    id: UUID
    service_id: UUID
    name: str
    format: str
    ending: str
    mapping: dict[str, Any]
    made_at: datetime
    revoked_at: datetime | None
