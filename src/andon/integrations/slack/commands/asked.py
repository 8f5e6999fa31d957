"""One command as it was typed, and who typed it where."""

from dataclasses import dataclass, replace

from andon.connections.external import local_of
from andon.connections.models import Connection, IncomingDelivery
from andon.incidents.models import Incident
from andon.integrations.slack.homes import CHANNEL
from andon.people.access import Access


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    access: Access
    connection: Connection
    channel: str
    delivery: IncomingDelivery

    def rest(self, text: str) -> "Asked":
        return replace(self, text=text)

    @property
    def incident(self) -> Incident | None:
        """The one whose channel it was typed in."""
        link = local_of(self.connection, CHANNEL, self.channel) if self.channel else None
        return Incident.objects.filter(id=link.local_id).first() if link else None
