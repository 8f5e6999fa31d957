from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.incidents.models import Hunch, Incident
from andon.incidents.notices import THANKED
from andon.incidents.rules.outcomes import CONFIRMED
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor


@transaction.atomic
def thank_for_hunch(incident: Incident, *, by: Actor) -> None:
    """Tell whoever declared it that she was right, once for an incident; not of what she said herself."""
    hunch = Hunch.objects.filter(incident=incident, outcome=CONFIRMED).first()
    if hunch is None or hunch.user_id == by.user_id:
        return
    person = User.objects.select_related("stand_in").get(id=hunch.user_id)
    with translation.override(person.locale):
        said = {"ref": incident.ref, "title": incident.title}
        notice = NoticeIn(
            key=f"hunch:{incident.id}:{person.id}",
            kind=THANKED,
            person=person,
            subject=incident.subject,
            by=by,
            headline=_("You were right about %(ref)s: %(title)s") % said,
            text=_("You called %(ref)s, %(title)s, and it was one. Thank you for not waiting.") % said,
            path=reverse("incidents:your_calls"),
        )
    notify([notice])
