from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.vendor import TryLater, WillNot
from andon.integrations.slack.direct import NAME
from andon.integrations.slack.homes import connected, team_of
from andon.integrations.slack.people import slack_id_of
from andon.integrations.slack.rules.page import join_address
from andon.integrations.slack.web import Web
from andon.kit import clock
from andon.kit.errors import Conflict, Missing
from andon.kit.http import NoAnswer, NotFound
from andon.notifications.actions.add_contact_method import MOST
from andon.notifications.models import ContactMethod
from andon.people.models import User


def add_slack_way(user: User) -> ContactMethod:
    """Pages reach her as direct messages too, at whoever has her e-mail address over there. Repeating it changes
    nothing; a personal preference, so no fact. Raises Missing where nobody has it, Conflict where Slack is away."""
    address = _address_of(user)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        hers = ContactMethod.objects.filter(user=user)
        if known := hers.filter(channel=NAME, address=address).first():
            return known
        if hers.count() >= MOST:
            raise Conflict(_("That is enough ways; remove one first."))
        return ContactMethod.objects.create(
            user=user, channel=NAME, address=address, label="Slack", verified_at=clock.now()
        )


def _address_of(user: User) -> str:
    workspaces = connected()
    if not workspaces:
        raise Missing(_("Slack is not connected here."))
    try:
        for connection in workspaces:
            if (team := team_of(connection)) and (id := slack_id_of(user, Web(connection))):
                return join_address(team, id)
    except (TryLater, WillNot, NoAnswer, NotFound) as error:
        raise Conflict(_("Slack does not answer as it should just now: %(why)s.") % {"why": error}) from None
    raise Missing(_("Nobody in Slack has the address %(email)s.") % {"email": user.email})
