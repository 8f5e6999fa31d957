"""What an alert says, for the room that understands texts: its summary. Each monitor is one reporter of one service."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from andon.meaning.readable import Said, Shown, readable
from andon.people.access import Access

from .models import Alert
from .models.alert import PAGING


def texts_of(ids: Sequence[UUID]) -> dict[UUID, Said]:
    """Of those that page: a storm of warnings says nothing about customers. One query."""
    paging = Alert.objects.filter(id__in=ids, severity__in=PAGING).select_related("service")
    return {alert.id: _said(alert) for alert in paging}


def _said(alert: Alert) -> Said:
    reporter = f"monitor:{alert.key_id}:{alert.source[:120]}"
    return Said(
        text=alert.summary, said_at=alert.opened_at, reporter=reporter, verified=True, codes=(alert.service.slug,)
    )


def shown_of(ids: Sequence[UUID], access: Access) -> dict[UUID, Shown]:
    """Those that the reader may see; one query."""
    seen = Alert.objects.visible_to(access).filter(id__in=ids).select_related("service")
    return {alert.id: _shown(alert) for alert in seen}


def _shown(alert: Alert) -> Shown:
    return Shown(
        id=alert.id,
        title=alert.summary[:140],
        detail=f"{alert.service.name} · {alert.get_state_display()}",
        url=reverse("alerts:alert", args=[alert.id]),
        who=alert.source,
        at=alert.opened_at,
    )


def ids_before(id: UUID | None, limit: int) -> list[UUID]:
    found = Alert.objects.filter(id__lt=id) if id else Alert.objects.all()
    return list(found.order_by("-id").values_list("id", flat=True)[:limit])


readable("alert", texts_of, shown_of=shown_of, ids_before=ids_before)
