"""How connections are doing: one lamp and a few words each; a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from andon.connections.models import Connection, IncomingDelivery, OutgoingDelivery
from andon.connections.models.incoming_delivery import Arrival
from andon.connections.models.outgoing_delivery import Departure
from andon.connections.vendor import Vendor, find_vendor
from andon.kit import clock

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Health:
    """`came` and `went`: in the last 24 hours; `waits_in`, `waits_out`, `parked`: now."""

    connection: Connection
    vendor: Vendor | None
    came: int
    went: int
    waits_in: int
    waits_out: int
    parked: int

    @property
    def lamp(self) -> str:
        return self._said[0]

    @property
    def words(self) -> str:
        return self._said[1]

    @property
    def _said(self) -> tuple[str, str]:
        connection = self.connection
        if self.vendor is None:
            return "broken", _("nothing here speaks with this vendor any more")
        if connection.is_paused:
            return _PAUSED.get(connection.paused_why, "broken"), paused_words(connection)
        if connection.failing_since:
            return "broken", _("fails")
        if self.parked:
            return "risk", _("some calls were refused")
        if connection.last_in_at or connection.last_out_at:
            return "done", _("works")
        if connection.last_refused_at:
            return "risk", _("somebody called with a wrong signature")
        return "none", _("nothing came or went yet")


_PAUSED = {"asked": "held"}


def paused_words(connection: Connection) -> str:
    match connection.paused_why:
        case "failing":
            return _("switched off: it failed for three days")
        case "refused":
            return _("switched off: the other side wants no more")
        case _:
            return _("paused")


def health_of(connections: Sequence[Connection]) -> list[Health]:
    since = clock.now() - _DAY
    came = _counted(IncomingDelivery.objects.filter(received_at__gt=since), connections)
    waits_in = _counted(IncomingDelivery.objects.filter(state=Arrival.WAITING), connections)
    went = _counted(OutgoingDelivery.objects.filter(state=Departure.SENT, made_at__gt=since), connections)
    waits_out = _counted(OutgoingDelivery.objects.filter(state=Departure.PLANNED), connections)
    parked = _counted(OutgoingDelivery.objects.filter(state=Departure.PARKED), connections)
    return [
        Health(
            connection=one,
            vendor=find_vendor(one.vendor),
            came=came[one.pk],
            went=went[one.pk],
            waits_in=waits_in[one.pk],
            waits_out=waits_out[one.pk],
            parked=parked[one.pk],
        )
        for one in connections
    ]


def _counted(found: object, connections: Sequence[Connection]) -> Counter[UUID]:
    rows = found.filter(connection__in=connections)  # type: ignore[attr-defined]
    return Counter(dict(rows.values_list("connection").annotate(count=Count("id"))))
