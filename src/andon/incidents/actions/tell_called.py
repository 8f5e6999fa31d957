from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.conversations.models import Message
from andon.incidents.models import Incident
from andon.incidents.notices import CALLED
from andon.incidents.readers import classes_for
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.access import access_of
from andon.people.models import User


@transaction.atomic
def tell_called(incident: Incident, message: Message) -> None:
    """Tell those whom a message of the line calls by name where to look, as far as they may read it there.

    Once for each message and person, without its text. Repeating it changes nothing.
    """
    called = User.objects.select_related("stand_in").filter(id__in=message.mentions, is_active=True)
    readers = [user for user in called if message.seen_by in classes_for(incident, access_of(user))]
    notify([_notice(incident, user, message) for user in readers])


def _notice(incident: Incident, user: User, message: Message) -> NoticeIn:
    with translation.override(user.locale):
        named = {"ref": incident.ref, "title": incident.title}
        return NoticeIn(
            key=f"mention:{message.id}:{user.id}",
            kind=CALLED,
            person=user,
            subject=incident.subject,
            by=message.author,
            headline=_("You are called on the line of %(ref)s") % named,
            text=_("A colleague calls you on the line of %(ref)s, %(title)s.") % named,
            path=f"{reverse('incidents:incident', args=[incident.ref])}#m-{message.id}",
        )
