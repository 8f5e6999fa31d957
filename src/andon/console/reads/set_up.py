"""What a new installation still needs before it serves anybody, each answered by what is there."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andon.alerts.models import IntegrationKey
from andon.channels.models import InboundMail
from andon.paging.models import Step as PolicyStep
from andon.people.access import Access
from andon.people.models import Team, User
from andon.schedules.models import CalendarShift, FixedShift, Member
from andon.timeline.models import RecordedFact

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    label: str | Promise
    about: str | Promise
    screen: str
    done: bool = False

    @property
    def url(self) -> str:
        return reverse(self.screen)


_STEPS = (
    Step("team", _("Create a team"), _("Cases, services and schedules belong to teams."), "people:teams"),
    Step("people", _("Add the people"), _("Done when somebody beside you can sign in."), "people:users"),
    Step("mail", _("Let mail in"), _("Done when the first mail has arrived."), "channels:mailboxes"),
    Step("key", _("Let a monitor in"), _("A service, and a key with which its monitor tells us."), "catalog:services"),
    Step("schedule", _("Say who is on call"), _("A rotation with somebody in it."), "schedules:schedules"),
    Step("policy", _("Say who is paged"), _("A policy: whom, and after how long the next."), "paging:policies"),
)


def set_up_of(access: Access) -> list[Step] | None:
    """None for whoever is not concerned, where it was put away, or where all of it is done. Two queries."""
    if not access.has("administrator") or access.user_id is None or is_put_away():
        return None
    steps = set_up_steps(access.user_id)
    return None if all(step.done for step in steps) else steps


def is_put_away() -> bool:
    return RecordedFact.objects.filter(kind="console.SetUpPutAway").exists()


def set_up_steps(reader: UUID | None) -> list[Step]:
    """`reader` is no proof that somebody else works here. One query."""
    there: dict[str, list[QuerySet[Any]]] = {
        "team": [Team.objects.all()],
        "people": [User.objects.filter(is_active=True).exclude(id=reader or _NOBODY)],
        "mail": [InboundMail.objects.all()],
        "key": [IntegrationKey.objects.filter(revoked_at=None)],
        "schedule": [
            Member.objects.filter(user__is_active=True),
            FixedShift.objects.filter(user__is_active=True),
            CalendarShift.objects.filter(user__is_active=True),
        ],
        "policy": [
            PolicyStep.objects.all(),
        ],
    }
    questions = {f"has_{code}": reduce(or_, map(Exists, rows)) for code, rows in there.items()}
    found = User.objects.order_by("id").annotate(**questions).values(*questions)[:1].get()
    return [replace(one, label=str(one.label), about=str(one.about), done=found[f"has_{one.code}"]) for one in _STEPS]
