from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.facts import StandInTold
from andon.cases.models import Case
from andon.cases.notices import STAND_IN
from andon.kit import clock
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record

SYSTEM = Actor.system("cases")


@transaction.atomic
def tell_stand_in(case: Case, *, about: str) -> User | None:
    """Tell whoever stands in for an owner who is away that her customer wrote; once for each message (`about`).

    The case shows in the stand-in's inbox anyway. None when the owner is here, or nobody stands in.
    """
    (case,) = Case.objects.locked(case, merged=True)
    owner = case.owner
    if owner is None or not owner.is_away(clock.now()) or owner.stand_in is None or owner.away_until is None:
        return None
    other = owner.stand_in
    key = f"stand_in:{about}:{other.id}"
    with translation.override(other.locale):
        text = _("%(owner)s is away and you stand in. Her customer wrote in %(ref)s, %(title)s.") % {
            "owner": owner.name,
            "ref": case.ref,
            "title": case.title,
        }
        given = NoticeIn(
            key=key,
            kind=STAND_IN,
            person=other,
            subject=case.subject,
            headline=_("You stand in for %(owner)s: %(ref)s") % {"owner": owner.name, "ref": case.ref},
            text=text,
            path=reverse("cases:case", args=[case.ref]),
        )
    notify([given])
    fact = StandInTold(to_user=other.id, away_until=owner.away_until)
    record(fact, subject=case.subject, by=SYSTEM, about=[other.subject, *case.live_about])
    return other
