"""What a signal says, for the room that understands texts."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from andon.meaning.readable import Said, Shown, readable
from andon.people.access import Access

from .models import Signal

_ERASED = "—"


def texts_of(ids: Sequence[UUID]) -> dict[UUID, Said]:
    """One query."""
    return {signal.id: _said(signal) for signal in Signal.objects.filter(id__in=ids).exclude(text=_ERASED)}


def _said(signal: Signal) -> Said:
    return Said(text=signal.text, said_at=signal.happened_at, reporter=_reporter(signal), verified=signal.verified)


def _reporter(signal: Signal) -> str:
    """A contact of ours, else her name at the source, which only tells whether two are the same."""
    if signal.contact_id:
        return f"contact:{signal.contact_id}"
    name = signal.author_email or signal.author_handle or signal.author_name
    said = f"{signal.source}\n{name.lower()}"
    return f"author:{hashlib.sha256(said.encode()).hexdigest()[:32]}" if name else ""


def shown_of(ids: Sequence[UUID], access: Access) -> dict[UUID, Shown]:
    """Those that the reader may see; one query."""
    return {signal.id: _shown(signal) for signal in Signal.objects.visible_to(access).filter(id__in=ids)}


def _shown(signal: Signal) -> Shown:
    return Shown(
        id=signal.id,
        title=" ".join(signal.text.split())[:140],
        detail=str(signal.source_word),
        url=reverse("signals:signal", args=[signal.id]),
        who=signal.said_by,
        at=signal.happened_at,
    )


def ids_before(id: UUID | None, limit: int) -> list[UUID]:
    found = Signal.objects.filter(id__lt=id) if id else Signal.objects.all()
    return list(found.order_by("-id").values_list("id", flat=True)[:limit])


readable("signal", texts_of, shown_of=shown_of, ids_before=ids_before)
