"""Change events by what somebody chooses; what is not chosen does not narrow."""

from andon.alerts.models import ChangeEvent
from andon.alerts.models.change_event import ChangeEvents
from andon.catalog.models import Service


def changes_chosen(
    found: ChangeEvents, *, service: Service | None = None, kind: str = "", environment: str = ""
) -> ChangeEvents:
    found = found.filter(service=service) if service else found
    found = found.filter(kind=kind) if kind else found
    return found.filter(environment__iexact=environment) if environment else found


def environments() -> list[str]:
    """Those that change events named, for the choice; the first hundred."""
    named = ChangeEvent.objects.exclude(environment="").order_by("environment").values_list("environment", flat=True)
    return list(named.distinct()[:100])
