"""What a rung does: summon people by a paging policy, or tell the owner or the team's leads. Never a customer."""

from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.paging.actions.start_escalation import start_escalation
from andon.paging.models import Policy
from andon.paging.rules.why import Why
from andon.people.models import User
from andon.ui.templatetags.ui import day_time

from .keeping import SYSTEM
from .models import Clock, TargetPolicy
from .notices import RUNG
from .rules.choosing import LEAD, rung_key
from .subjects import Shown, subjects_of
from .words import clock_word

PAGED, TOLD, NOBODY = "paged", "told", "nobody"


def fire(row: Clock, rung: Mapping[str, str], policy: TargetPolicy) -> str:
    """In the transaction that marks the rung as reached, so once; what came of it."""
    adapter = subjects_of(row.subject_kind)
    shown = adapter.shown([row.subject_id]).get(row.subject_id) if adapter else None
    if adapter is None or shown is None:
        return NOBODY
    if rung["policy"]:
        return _page(row, rung, shown)
    people = adapter.people(row.subject_id)
    to = people.leads if rung["tell"] == LEAD or people.owner is None else [people.owner]
    return _tell(row, rung, shown, [one for one in to if one.is_active])


def _page(row: Clock, rung: Mapping[str, str], shown: Shown) -> str:
    paging = Policy.objects.filter(slug=rung["policy"]).first()
    why = Why(headline=headline(row, shown), detail=shown.title)
    return PAGED if start_escalation(row.subject, service=None, why=why, by=SYSTEM, policy=paging) else NOBODY


def _tell(row: Clock, rung: Mapping[str, str], shown: Shown, to: Sequence[User]) -> str:
    notify([_notice(row, rung, shown, person) for person in to])
    return TOLD if to else NOBODY


def _notice(row: Clock, rung: Mapping[str, str], shown: Shown, person: User) -> NoticeIn:
    with translation.override(person.locale):
        return NoticeIn(
            key=f"rung:{row.id}:{rung_key(rung)}:{person.id}",
            kind=RUNG,
            person=person,
            subject=row.subject,
            headline=headline(row, shown),
            text=f"{headline(row, shown)}\n{shown.title}",
            path=shown.url,
        )


def headline(row: Clock, shown: Shown) -> str:
    said = {"ref": shown.ref, "clock": clock_word(row.kind), "time": day_time(row.due_at) if row.due_at else ""}
    if row.due_at is None:
        return _("%(ref)s: %(clock)s") % said
    return _("%(ref)s: %(clock)s due %(time)s") % said
