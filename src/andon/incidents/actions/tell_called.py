from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.conversations.models import Message
from andon.incidents.models import Incident
from andon.incidents.readers import classes_for
from andon.people.access import access_of
from andon.people.models import User


@transaction.atomic
def tell_called(incident: Incident, message: Message) -> None:
    """Tell those whom a message of the line calls by name where to look, as far as they may read it there.

    Once for each message and person, without its text. Repeating it changes nothing.
    """
    called = User.objects.filter(id__in=message.mentions, is_active=True)
    readers = [user for user in called if message.seen_by in classes_for(incident, access_of(user))]
    deliver([_notice(incident, user, message.id) for user in readers])


def _notice(incident: Incident, user: User, message: UUID) -> DeliveryIn:
    with translation.override(user.locale):
        named = {"ref": incident.ref, "title": incident.title}
        return DeliveryIn(
            key=f"mention:{message}:{user.id}",
            purpose="notice",
            subject=incident.subject,
            recipient=user.subject,
            recipient_name=user.name,
            address=user.email,
            headline=_("You are called on the line of %(ref)s") % named,
            text=_("A colleague calls you on the line of %(ref)s, %(title)s.") % named
            + f"\n\n{settings.BASE_URL}{reverse('incidents:incident', args=[incident.ref])}#m-{message}",
        )
