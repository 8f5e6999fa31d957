"""What the pinned message says of an incident, as it is now."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from andon.connections.models import Connection
from andon.incidents.models import Incident
from andon.incidents.reads.rows import Row, rows_of
from andon.incidents.reads.state_words import state_words
from andon.incidents.reads.why_it_matters import why_it_matters
from andon.integrations.slack.rules.head import Head
from andon.integrations.slack.rules.mrkdwn import escaped, moment


def url_of(incident: Incident) -> str:
    return settings.BASE_URL + reverse("incidents:incident", args=[incident.ref])


def head_of(incident: Incident, connection: Connection) -> Head:
    """How many customers are hit, and what they are worth, is said where agents' words may stand."""
    (row,) = rows_of([incident])
    inside = "agents" in connection.settings["mirror"]
    why = why_it_matters(incident) if inside else None
    return Head(
        ref=incident.ref,
        title=incident.title,
        url=url_of(incident),
        where=incident.condition,
        why=why.sentence if why and why.cases else "",
        fields=_fields(incident, row),
        hint=_(
            "What is written here stands on the line for engineers. Begin with 🔒 or “agents:” and all agents read it."
            " Customers read nothing of it."
        ),
        button=_("Open in Andon"),
    )


def _fields(incident: Incident, row: Row) -> list[tuple[str, str]]:
    services = incident.service_links.select_related("service").order_by("service__name")
    expected = moment(row.eta.expected_at) if row.eta else _("not known yet")
    if row.eta and row.eta.latest_at:
        expected += f" – {moment(row.eta.latest_at)}"
    return [
        (_("State"), escaped(state_words(incident))),
        (_("Fix expected"), expected + (f" ({escaped(row.eta.why)})" if row.eta and row.eta.why else "")),
        (_("Service"), escaped(", ".join(link.service.name for link in services))),
        (_("Leads"), escaped(row.leads.name if row.leads else _("nobody yet"))),
        (_("Tells the customers"), escaped(row.tells.name if row.tells else _("nobody yet"))),
    ]
