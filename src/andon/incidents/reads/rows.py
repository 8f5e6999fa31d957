"""Incidents as lists show them: how many are hit, who is on it, until when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, prefetch_related_objects

from andon.incidents.models import Eta, Incident, IncidentCase
from andon.people.models import User

from .linked_cases import THROUGH


@dataclass(frozen=True, slots=True)
class Size:
    cases: int = 0
    accounts: int = 0
    strategic: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """`eta` is the newest expectation, `was` those before it, newest first."""

    incident: Incident
    size: Size
    leads: User | None = None
    tells: User | None = None
    with_them: list[User] = field(default_factory=list)
    eta: Eta | None = None
    was: list[Eta] = field(default_factory=list)


def rows_of(incidents: Sequence[Incident]) -> list[Row]:
    """In the order given; five queries for any number."""
    found = list(incidents)
    prefetch_related_objects(found, "duties__user", "etas__set_by")
    sizes = _sizes(found)
    return [_row(incident, sizes.get(incident.id, Size())) for incident in found]


def _row(incident: Incident, size: Size) -> Row:
    duties = list(incident.duties.all())
    etas = list(incident.etas.all())
    named = {duty.kind: duty.user for duty in duties}
    return Row(
        incident=incident,
        size=size,
        leads=named.get("commander"),
        tells=named.get("liaison"),
        with_them=[duty.user for duty in duties if duty.kind == "responder"],
        eta=etas[0] if etas else None,
        was=etas[1:],
    )


def _sizes(incidents: Sequence[Incident]) -> dict[UUID, Size]:
    linked = IncidentCase.objects.filter(incident__in=[incident.id for incident in incidents], unlinked_at=None)
    counted = linked.values("incident").annotate(
        cases=Count(THROUGH, distinct=True),
        accounts=Count("case__account", distinct=True),
        strategic=Count("case__account", distinct=True, filter=Q(case__account__tier="strategic")),
    )
    return {row["incident"]: Size(row["cases"], row["accounts"], row["strategic"]) for row in counted}
