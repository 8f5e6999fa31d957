"""What a page's message says once it is out: why, who has it, and what can still be pressed."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from andon.integrations.slack.rules.mrkdwn import escaped, link
from andon.integrations.slack.rules.page import ACKNOWLEDGE, ESCALATE
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules.why import Why
from andon.people.models import User


def words_of_run(run: Escalation) -> str:
    why = Why.load(run.why)
    at = settings.BASE_URL + reverse("paging:page", args=[run.id])
    return "\n".join(filter(None, (f"*{link(at, why.headline)}*", escaped(why.sentence))))


def state_of_run(run: Escalation) -> str:
    """Who has it; "" while nobody has said so."""
    match run.state:
        case State.ACKNOWLEDGED if run.acknowledged_by:
            return f":white_check_mark: {escaped(_('%(name)s has it.') % {'name': run.acknowledged_by.name})}"
        case State.ACKNOWLEDGED:
            return f":white_check_mark: {_('It was acknowledged.')}"
        case State.EXHAUSTED:
            return f":warning: {_('Nobody answered.')}"
        case State.SNOOZED:
            return f":zzz: {_('It is put off.')}"
        case State.ENDED:
            return f":checkered_flag: {_('It is over.')}"
    heard = User.objects.filter(id__in=run.place.get("heard", [])).order_by("name")
    names = ", ".join(user.name for user in heard)
    return escaped(_("%(names)s has it; more are called in.") % {"names": names}) if names else ""


def buttons_of_run(run: Escalation) -> list[tuple[str, str]]:
    """Who has it may still call the next one in."""
    escalate = (ESCALATE, _("Page the next one"))
    match run.state:
        case State.ENDED:
            return []
        case State.ACKNOWLEDGED:
            return [escalate]
    return [(ACKNOWLEDGE, _("I have it")), escalate]
