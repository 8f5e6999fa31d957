from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.routing.facts import DriftNoticed
from andon.routing.models import FieldRouter, RoutingState
from andon.routing.notices import DRIFT
from andon.routing.reads.drift_of import drift_of
from andon.routing.rules.fields import WORDS
from andon.routing.state import ROUTING, US
from andon.timeline.record import record

MOST = 100


@transaction.atomic
def note_drift() -> None:
    """Tell administrators what got worse since they were told last. The same again tells nobody anything; what is well
    again and gets worse once more is told again."""
    RoutingState.objects.get_or_create(id=1)
    state = RoutingState.objects.select_for_update().get(id=1)
    now = [
        f"{row.field}.{figure}"
        for row in FieldRouter.objects.only("field", "threshold").order_by("field")
        for figure in drift_of(row.field, row.threshold).worse
    ]
    if now == state.drift:
        return
    new = [one for one in now if one not in state.drift]
    state.drift = now
    state.save(update_fields=["drift"])
    record(DriftNoticed(figures=now), subject=ROUTING, by=US)
    if new:
        _tell(new)


def _tell(figures: Sequence[str]) -> None:
    people = User.objects.filter(is_active=True, memberships__role="administrator").distinct().order_by("id")
    notify([_notice(figures, person) for person in people.select_related("stand_in")[:MOST]])


def _notice(figures: Sequence[str], person: User) -> NoticeIn:
    first = figures[0].partition(".")[0]
    with translation.override(person.locale):
        fields = ", ".join(sorted({str(WORDS[one.partition(".")[0]]) for one in figures}))
        return NoticeIn(
            key=f"routing:drift:{person.id}:{clock.now():%Y-%m-%d}:{first}",
            kind=DRIFT,
            person=person,
            subject=ROUTING,
            by=US,
            headline=_("Routing suggestions got worse: %(fields)s") % {"fields": fields},
            text=_(
                "In the last two weeks more was unknown or corrected than in the eight before, by more than chance."
            ),
            path=f"{reverse('routing:routing')}?field={first}",
        )
