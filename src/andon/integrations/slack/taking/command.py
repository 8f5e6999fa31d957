"""/andon, typed by somebody: done with her rights, answered to her alone."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from andon.connections.models import Connection, IncomingDelivery
from andon.connections.taking import note
from andon.integrations.slack.commands.asked import Asked
from andon.integrations.slack.commands.verbs import answer_to
from andon.integrations.slack.people import person_of
from andon.integrations.slack.planning import answer
from andon.integrations.slack.rules.mrkdwn import plain
from andon.integrations.slack.rules.payload import text
from andon.integrations.slack.web import Web
from andon.people.access import access_of
from andon.people.models import User


def take_command(delivery: IncomingDelivery, connection: Connection, body: Mapping[str, Any], web: Web) -> str:
    """What it does, its answer and that it was taken are one transaction: a command is never done twice."""
    user = person_of(text(body, "user_id"), web)
    with transaction.atomic(), translation.override(user.locale if user else "en"):
        words, why = _answer(delivery, connection, body, user)
        about = user.subject if user else connection.subject
        answer(delivery, connection, url=text(body, "response_url"), words=words, about=about)
        note(delivery, why)
    return why


def _answer(
    delivery: IncomingDelivery, connection: Connection, body: Mapping[str, Any], user: User | None
) -> tuple[str, str]:
    if user is None:
        return _("Nobody in Andon has your e-mail address, so this changes nothing."), "of nobody who works here"
    asked = Asked(
        text=plain(text(body, "text"), {}),
        access=access_of(user),
        connection=connection,
        channel=text(body, "channel_id"),
        delivery=delivery,
    )
    if not asked.access.is_staff:
        return _("You have no role in Andon."), "of nobody with a role"
    return answer_to(asked), ""
