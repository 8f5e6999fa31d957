from collections.abc import Mapping
from datetime import datetime
from typing import Any

from andon.alerts.models import ChangeEvent
from andon.catalog.models import Service
from andon.kit.text import excerpt, scrub


def note_change(
    service: Service, *, summary: str, source: str, at: datetime, payload: Mapping[str, Any] | None = None
) -> ChangeEvent:
    """Keep a change of a service that a machine told of; it shows beside alerts that follow it. Nobody is told. Each
    call notes one."""
    return ChangeEvent.objects.create(
        service=service,
        summary=excerpt(scrub(summary), 1024),
        source=scrub(source)[:255],
        payload=dict(payload or {}),
        at=at,
    )
