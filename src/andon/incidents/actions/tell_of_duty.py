from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.incidents.models import Incident
from andon.incidents.models.duty import Kind
from andon.incidents.notices import DUTY
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor


@transaction.atomic
def tell_of_duty(incident: Incident, *, to: UUID, kind: str, key: str, by: Actor) -> None:
    """Tell somebody whom another put on the incident; once for each `key`."""
    person = User.objects.select_related("stand_in").get(id=to)
    with translation.override(person.locale):
        said = {"duty": Kind(kind).label, "ref": incident.ref, "title": incident.title}
        notice = NoticeIn(
            key=f"duty:{key}:{person.id}",
            kind=DUTY,
            person=person,
            subject=incident.subject,
            by=by,
            headline=_("You are on %(ref)s (%(duty)s): %(title)s") % said,
            text=_("A colleague put you on %(ref)s, %(title)s (%(duty)s).") % said,
            path=reverse("incidents:incident", args=[incident.ref]),
        )
    notify([notice])
