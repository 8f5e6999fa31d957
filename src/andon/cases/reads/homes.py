"""What is read through a case: its own, and that of the cases merged into it. Each thing stays where it is."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from andon.cases.models import Case, Grant, Obligation, ProposedCopy, StepTried


def homes_of(case: Case) -> list[Case]:
    """The case itself, then those merged into it, by when; one query."""
    return [case, *case.merged.with_people().order_by("merged_at", "number")]


def survivors_of(cases: Iterable[UUID]) -> dict[UUID, UUID]:
    """Per case the one through which it is read, itself when it was not merged; one query."""
    rows = Case.objects.filter(id__in=list(cases)).order_by().values_list("id", "merged_into_id")
    return {id: into or id for id, into in rows}


def obligations_of(case: Case) -> "QuerySet[Obligation]":
    return Obligation.objects.filter(case__in=_homes(case))


def steps_of(case: Case) -> "QuerySet[StepTried]":
    return StepTried.objects.filter(case__in=_homes(case))


def grants_of(case: Case) -> "QuerySet[Grant]":
    return Grant.objects.filter(case__in=_homes(case))


def proposed_copies_of(case: Case) -> "QuerySet[ProposedCopy]":
    return ProposedCopy.objects.filter(case__in=_homes(case))


def _homes(case: Case) -> "QuerySet[Case]":
    return Case.objects.with_homes([case.id]).order_by()
