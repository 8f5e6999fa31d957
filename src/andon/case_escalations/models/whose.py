"""Whose an escalation is: through its case, by leading, by its kind's team, and by having been paged."""

from typing import Any

from django.db import models
from django.db.models import Q

from andon.cases.models import Case
from andon.paging.models import Page
from andon.people.access import Access

AT_WORK = ("agent", "responder", "lead")


def among(cases: "models.QuerySet[Case]", access: Access) -> Q:
    if not access.has("agent", "lead"):
        return Q(pk__in=[])
    ids = cases.order_by().values("id")
    homes = Case.objects.filter(Q(id__in=ids) | Q(merged_into__in=ids)).order_by()
    return Q(case__in=homes) | Q(case=None)


def called(access: Access) -> Q:
    return of_teams(access) | paged(access)


def led(access: Access) -> Q:
    if access.everywhere("lead"):
        return ~Q(pk__in=[])
    teams = access.teams("lead")
    own, survivor = Q(case__merged_into=None, case__team__in=teams), Q(case__merged_into__team__in=teams)
    return own | survivor | (Q(case=None) if teams else Q(pk__in=[]))


def of_teams(access: Access) -> Q:
    return Q(kind__team__in=access.teams(*AT_WORK))


def paged(access: Access) -> Q:
    if access.user_id is None:
        return Q(pk__in=[])
    hers: Any = Page.objects.filter(user_id=access.user_id, escalation__subject_kind="case_escalation")
    runs = hers.order_by().values("escalation__subject_id")
    return Q(id__in=runs) | Q(called_with__in=runs)
