"""/andon oncall [service]"""

from django.utils.translation import gettext as _

from andon.catalog.models import Service
from andon.integrations.slack.rules.mrkdwn import escaped, moment
from andon.kit.errors import Missing
from andon.paging.models import Policy
from andon.paging.reads.policy_of import policy_of
from andon.paging.reads.who_is_paged import people_of
from andon.schedules.reads.who_is_on_call import Duty, duties

from .asked import Asked

MOST = 20


def oncall(asked: Asked) -> str:
    """Every schedule, or whom a service's policy pages step by step."""
    if asked.text:
        return _of_service(asked.text)
    found = duties()[:MOST]
    return "\n".join(map(_line, found)) or _("There is no schedule yet.")


def _line(duty: Duty) -> str:
    name = escaped(duty.schedule.name)
    if duty.user is None:
        return f":warning: *{name}*: {_('nobody')}"
    until = _(" until %(at)s") % {"at": moment(duty.until)} if duty.until else ""
    return f"*{name}*: {escaped(duty.user.name)}{until}"


def _of_service(name: str) -> str:
    named = Service.objects.filter(slug=name.lower()).first() or Service.objects.filter(name__iexact=name).first()
    if named is None:
        raise Missing(_("There is no service %(name)s.") % {"name": name[:60]})
    policy = policy_of(named)
    if policy is None:
        return escaped(_("%(service)s has no policy: nobody is paged for it.") % {"service": named.name})
    return "\n".join((f"*{escaped(named.name)}*", *_steps(policy)))


def _steps(policy: Policy) -> list[str]:
    steps = policy.steps.prefetch_related("targets__schedule", "targets__user", "targets__team")
    lines = []
    for number, step in enumerate(steps, start=1):
        names = ", ".join(user.name for user in people_of(step)) or _("nobody")
        lines.append(f"{number}. {escaped(names)}")
    return lines
