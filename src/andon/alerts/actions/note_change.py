from datetime import datetime

from andon.alerts.models import ChangeEvent
from andon.catalog.models import Service
from andon.kit.text import excerpt, scrub


def note_change(
    service: Service,
    *,
    kind: str,
    summary: str,
    source: str,
    at: datetime,
    who: str = "",
    environment: str = "",
    link: str = "",
) -> ChangeEvent:
    """Keep a change of a service that a machine told of; it shows beside alerts that follow it. Nobody is told. Each
    call notes one."""
    return ChangeEvent.objects.create(
        service=service,
        kind=kind,
        summary=excerpt(scrub(summary), 1024),
        source=scrub(source)[:255],
        who=scrub(who)[:120],
        environment=scrub(environment)[:60],
        link=link[:2000] if link.startswith("https://") else "",
        at=at,
    )
