from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from andon.cases.rules.lifecycle import RUNNING
from andon.cases.rules.references import read_reference
from andon.kit import clock
from andon.people.access import Access

if TYPE_CHECKING:
    from .case import Case


class Cases(models.QuerySet["Case"]):
    """Who sees what, in one place. Screens and API ask nothing else."""

    def visible_to(self, access: Access) -> Self:
        """Agents: their teams' cases and those they take part in; leads their teams'; granted ones; contacts their own.

        Administrators and stakeholders see none by that role alone.
        """
        if access.everywhere("agent", "lead"):
            return self.all()
        return self.filter(_worked_by(access) | _granted_to(access))

    def workable_by(self, access: Access) -> Self:
        """Those that she may change: a grant only shows."""
        if access.everywhere("agent", "lead"):
            return self.all()
        return self.filter(_worked_by(access))

    def locked(self, *cases: "Case") -> "list[Case]":
        """These cases as they are now, held for change, in an order in which nobody blocks another for ever."""
        found = self.select_for_update(of=("self",)).with_people().filter(pk__in=[case.pk for case in cases])
        return list(found.order_by("pk"))

    def running(self) -> Self:
        return self.filter(status__in=RUNNING)

    def named(self, reference: str) -> Self:
        """The case of C-12 or of a key; none for anything else."""
        found = read_reference(reference)
        if found is None:
            return self.none()
        return self.filter(number=found) if isinstance(found, int) else self.filter(id=found)

    def with_people(self) -> Self:
        return self.select_related("account", "contact__account", "owner", "team", "case_type", "brand")


def _worked_by(access: Access) -> Q:
    if access.actor.kind == "contact":
        return Q(contact_id=access.actor.id)
    if not access.has("agent", "lead"):
        return _none()
    takes_part = _model("Participant")._default_manager.filter(case=OuterRef("pk"), user_id=access.user_id)
    stands_in = Q(owner__stand_in_id=access.user_id, owner__away_until__gt=clock.now())
    hers = Q(team_id__in=access.teams("agent", "lead")) | Q(owner_id=access.user_id)
    return hers | stands_in | Q(Exists(takes_part))


def _granted_to(access: Access) -> Q:
    if not access.has("agent", "lead", "responder"):
        return _none()
    grants = _model("Grant")._default_manager.filter(case=OuterRef("pk"))
    if not access.everywhere("responder"):
        grants = grants.filter(Q(user_id=access.user_id) | Q(team_id__in=access.teams("agent", "lead", "responder")))
    return Q(Exists(grants))


def _none() -> Q:
    return Q(pk__in=[])


def _model(name: str) -> type[models.Model]:
    from django.apps import apps

    return apps.get_model("cases", name)
