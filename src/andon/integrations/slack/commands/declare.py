"""/andon declare [severity] [service:] <title>"""

from django.utils.translation import gettext as _

from andon.catalog.models import Service
from andon.connections.external import link_external, local_of
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.integrations.slack.homes import TRIGGER
from andon.integrations.slack.reads.head_of import url_of
from andon.integrations.slack.rules import mrkdwn
from andon.integrations.slack.rules.command import read_declared
from andon.kit.errors import Invalid
from andon.people.guard import only_for

from .asked import Asked


def declare(asked: Asked) -> str:
    """As the console declares: whoever is on call for the service is paged. One that is taken in again declares no
    second one."""
    only_for(asked.access, "agent", "lead", "responder")
    if link := local_of(asked.connection, TRIGGER, asked.delivery.delivery_id):
        return _words(Incident.objects.get(id=link.local_id))
    read = read_declared(asked.text)
    named = _service_named(read.service)
    title = read.title if named else read.whole
    if not title:
        raise Invalid({"title": _("Write what does not work: /andon declare <title>")})
    service = named or _usual_service(asked)
    made = declare_incident(title=title, services=[service], severity=read.severity or "major", by=asked.access.actor)
    link_external(asked.connection, TRIGGER, asked.delivery.delivery_id, made.subject, sole=False)
    return _words(made)


def _words(incident: Incident) -> str:
    named = mrkdwn.link(url_of(incident), f"{incident.ref} {incident.title}")
    return _("%(incident)s is declared.") % {"incident": named}


def _service_named(name: str) -> Service | None:
    if not name:
        return None
    return Service.objects.filter(slug=name.lower()).first() or Service.objects.filter(name__iexact=name).first()


def _usual_service(asked: Asked) -> Service:
    """The connection's, or the only one there is; else it must be said."""
    known = list(Service.objects.order_by("name")[:20])
    if usual := Service.objects.filter(slug=asked.connection.settings["service"]).first():
        return usual
    if len(known) == 1:
        return known[0]
    slugs = ", ".join(service.slug for service in known)
    raise Invalid({"service": _("Say which service before a colon. There are: %(slugs)s") % {"slugs": slugs}})
