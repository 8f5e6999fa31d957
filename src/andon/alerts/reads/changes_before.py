"""What was changed before something broke."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from andon.alerts.models import ChangeEvent
from andon.catalog.models import Service

LOOK_BACK = timedelta(hours=24)


def changes_before(services: Sequence[Service], moment: datetime, *, most: int = 5) -> list[ChangeEvent]:
    """Deployments and other changes of these services in the day before, the newest first."""
    found = ChangeEvent.objects.filter(service__in=services, at__lte=moment, at__gt=moment - LOOK_BACK)
    return list(found.select_related("service").order_by("-at")[:most])
