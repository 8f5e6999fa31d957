"""/andon oncall [service]"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from andon.catalog.models import Service
from andon.incidents.reads.would_page import would_page
from andon.integrations.slack.rules.mrkdwn import escaped, moment
from andon.kit.errors import Missing
from andon.people.models import User
from andon.schedules.reads.who_is_on_call import Duty, duties

from .asked import Asked

MOST = 20


def oncall(asked: Asked) -> str:
    """Every schedule, or who is paged for a service now, and who after her."""
    if asked.text:
        return _of_service(asked.text)
    found = duties()[:MOST]
    return "\n".join(map(_line, found)) or _("There is no schedule yet.")


def _line(duty: Duty) -> str:
    name = escaped(duty.schedule.name)
    if duty.user is None:
        return f":warning: *{name}*: {_('nobody')}"
    until = _(" until %(at)s") % {"at": moment(duty.until)} if duty.until else ""
    return f"*{name}*: {escaped(duty.names)}{until}"


def _of_service(name: str) -> str:
    named = Service.objects.filter(slug=name.lower()).first() or Service.objects.filter(name__iexact=name).first()
    if named is None:
        raise Missing(_("There is no service %(name)s.") % {"name": name[:60]})
    found = would_page([named])[named.id]
    if not found.has_policy:
        return escaped(_("%(service)s has no policy: nobody is paged for it.") % {"service": named.name})
    lines = [f"*{escaped(named.name)}*: {escaped(_names(found.first))}"]
    if found.then:
        after = {"minutes": found.wait_minutes, "names": _names(found.then)}
        lines.append(escaped(_("After %(minutes)s minutes without an answer: %(names)s") % after))
    return "\n".join(lines)


def _names(people: Sequence[User]) -> str:
    return ", ".join(user.name for user in people) or _("nobody")
