from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.gestures.models import Gesture
from andon.gestures.notices import GESTURE
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor


@transaction.atomic
def tell_of_gesture(gesture_id: UUID) -> None:
    """Tell the leads of the team that something waits for them, or whoever asked what was decided; once each."""
    rows = Gesture.objects.select_related("kind", "obligation", "case__merged_into__team", "case__team")
    gesture = rows.get(id=gesture_id)
    case = gesture.case.merged_into or gesture.case
    people = _leads(gesture, case) if gesture.state == "waits" else _asker(gesture)
    notify([_notice(gesture, case, person) for person in people])


def _leads(gesture: Gesture, case: Case) -> Sequence[User]:
    """Those of the case's team; where it has none, those who lead everywhere."""
    leads = User.objects.filter(is_active=True, memberships__role="lead").exclude(id__in=_asked(gesture))
    hers = leads.filter(memberships__team=case.team, memberships__role="lead") if case.team_id else leads.none()
    return list(hers.distinct() or leads.filter(Q(memberships__team=None)).distinct())


def _asker(gesture: Gesture) -> Sequence[User]:
    return list(User.objects.filter(id__in=_asked(gesture), is_active=True))


def _asked(gesture: Gesture) -> list[UUID]:
    person = Actor.parse(gesture.asked_by).user_id
    return [person] if person else []


def _notice(gesture: Gesture, case: Case, person: User) -> NoticeIn:
    said = {"ref": case.ref, "title": case.title}
    with translation.override(person.locale):
        headline, text = _words(gesture.state)
        return NoticeIn(
            key=f"gesture:{gesture.id}:{'asked' if gesture.state == 'waits' else 'decided'}:{person.id}",
            kind=GESTURE,
            person=person,
            subject=case.subject,
            headline=headline % said,
            text=text % said,
            path=reverse("gestures:gesture", args=[case.ref, gesture.id]),
        )


def _words(state: str) -> tuple[str, str]:
    if state == "waits":
        text = _("A colleague wants to give something in %(ref)s, %(title)s.")
        return _("%(ref)s waits for your approval"), text
    if state == "declined":
        return _("Declined in %(ref)s"), _("What you wanted to give in %(ref)s, %(title)s, was declined.")
    text = _("What you wanted to give in %(ref)s, %(title)s, was approved. It is to be done.")
    return _("Approved in %(ref)s"), text
