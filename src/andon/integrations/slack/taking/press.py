"""A button of a page, pressed by somebody: it acts as she does."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from andon.connections.models import Connection, IncomingDelivery
from andon.connections.taking import note
from andon.integrations.slack.people import person_of
from andon.integrations.slack.planning import answer
from andon.integrations.slack.rules.mrkdwn import escaped
from andon.integrations.slack.rules.page import ACKNOWLEDGE, ESCALATE
from andon.integrations.slack.rules.payload import objects, text
from andon.integrations.slack.web import Web
from andon.kit.errors import Refused
from andon.paging.access import may_answer
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.escalate_now import escalate_now
from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.people.access import Access, access_of
from andon.people.models import User

_ACTS: Mapping[str, Callable[..., Escalation]] = {ACKNOWLEDGE: acknowledge, ESCALATE: escalate_now}


def take_press(delivery: IncomingDelivery, connection: Connection, body: Mapping[str, Any], web: Web) -> str:
    """What it does, and that it was taken, are one transaction. The message itself says who has it, soon after; who
    pressed is answered where it would not show there."""
    pressed = next(iter(objects(body, "actions")), {})
    act = _ACTS.get(text(pressed, "action_id"))
    if act is None:
        return "no button that is known here"
    user = person_of(text(body, "user", "id"), web)
    with transaction.atomic(), translation.override(user.locale if user else "en"):
        why, words = _press(act, _run(text(pressed, "value")), user)
        if words:
            about = user.subject if user else connection.subject
            answer(delivery, connection, url=text(body, "response_url"), words=escaped(words), about=about)
        note(delivery, why)
    return why


def _press(act: Callable[..., Escalation], run: Escalation | None, user: User | None) -> tuple[str, str]:
    """Why nothing came of it, and what she is told."""
    if user is None:
        words = _("Nobody in Andon has your e-mail address, so this changes nothing.")
        return "of nobody who works here", words
    if run is None:
        return "there is no such page", _("There is no such page any more.")
    if not _may(act, access_of(user), run):
        words = _("Only responders, leads and whoever was summoned answer it.")
        return "of somebody who may not answer", words
    if act is acknowledge and run.state == State.ACKNOWLEDGED:
        return "", _("%(name)s has it already.") % {"name": run.acknowledged_by or _("Somebody")}
    try:
        with transaction.atomic():
            act(run, by=user.actor)
    except Refused as refused:
        return "it was over", refused.message
    return "", "" if act is acknowledge else _("The next one is paged now.")


def _may(act: Callable[..., Escalation], access: Access, run: Escalation) -> bool:
    """As at the screen: whoever sees a run hurries it; what stops the pages is for those who may answer."""
    if act is escalate_now:
        return Escalation.objects.visible_to(access).filter(id=run.id).exists()
    return may_answer(access, run)


def _run(value: str) -> Escalation | None:
    try:
        return Escalation.objects.select_for_update(of=("self",)).filter(id=UUID(value)).first()
    except ValueError:
        return None
