"""Who sees an escalation, and who answers it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from andon.case_escalations.rules.lifecycle import STANDING, WAITING
from andon.cases.models import Case
from andon.paging.models import Page
from andon.people.access import Access

if TYPE_CHECKING:
    pass

AT_WORK = ("agent", "responder", "lead")


class CaseEscalations(models.QuerySet["CaseEscalation"]):
    def standing(self) -> Self:
        return self.filter(state__in=STANDING)

    def waiting(self) -> Self:
        return self.filter(state=WAITING)

    def of_cases(self, cases: Iterable[UUID]) -> Self:
        """Of these cases, and of what was merged into them."""
        return self.filter(case__in=Case.objects.with_homes(cases).order_by())

    def called_for(self, id: UUID) -> Self:
        """All for whom one run of pages speaks."""
        return self.filter(Q(id=id) | Q(called_with=id))

    def visible_to(self, access: Access) -> Self:
        """Whoever answers customers and sees the case or the account, and whoever was called in."""
        if not access.is_staff:
            return self.none()
        return self.filter(_among(Case.objects.visible_to(access), access) | _called(access))

    def workable_by(self, access: Access) -> Self:
        """Whoever may change the case."""
        return self.filter(_among(Case.objects.workable_by(access), access))

    def answerable_by(self, access: Access) -> Self:
        """Leads of the case's team, who works in the kind's team, and whoever was paged; not what she asked herself,
        unless it is she who was paged."""
        if not access.is_staff:
            return self.none()
        paged = _paged(access)
        return self.filter(paged | (~Q(asked_by=access.actor.key) & (_led(access) | _of_teams(access))))

    def related(self) -> Self:
        return self.select_related(
            "kind__policy", "kind__team", "account", "case__account", "case__owner", "case__merged_into__owner",
            "case__merged_into__account",
        )  # fmt: skip


def _among(cases: "models.QuerySet[Case]", access: Access) -> Q:
    if not access.has("agent", "lead"):
        return Q(pk__in=[])
    ids = cases.order_by().values("id")
    homes = Case.objects.filter(Q(id__in=ids) | Q(merged_into__in=ids)).order_by()
    return Q(case__in=homes) | Q(case=None)


def _called(access: Access) -> Q:
    return _of_teams(access) | _paged(access)


def _led(access: Access) -> Q:
    if access.everywhere("lead"):
        return ~Q(pk__in=[])
    teams = access.teams("lead")
    own, survivor = Q(case__merged_into=None, case__team__in=teams), Q(case__merged_into__team__in=teams)
    return own | survivor | (Q(case=None) if teams else Q(pk__in=[]))


def _of_teams(access: Access) -> Q:
    return Q(kind__team__in=access.teams(*AT_WORK))


def _paged(access: Access) -> Q:
    if access.user_id is None:
        return Q(pk__in=[])
    hers: Any = Page.objects.filter(user_id=access.user_id, escalation__subject_kind="case_escalation")
    runs = hers.order_by().values("escalation__subject_id")
    return Q(id__in=runs) | Q(called_with__in=runs)
