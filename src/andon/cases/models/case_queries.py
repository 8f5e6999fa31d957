from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

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

        Administrators and stakeholders see none by that role alone. A merged case is seen by staff through its
        survivor, by whoever would see either.
        """
        if access.everywhere("agent", "lead"):
            return self.standing()
        if access.actor.kind == "contact":
            return self.filter(contact_id=access.actor.id)
        return self.standing().filter(_with_merged(_worked_by(access) | _granted_to(access)))

    def workable_by(self, access: Access) -> Self:
        """Those that she may change: a grant only shows."""
        if access.everywhere("agent", "lead"):
            return self.standing()
        if access.actor.kind == "contact":
            return self.filter(contact_id=access.actor.id)
        return self.standing().filter(_with_merged(_worked_by(access)))

    def standing(self) -> Self:
        """Not merged into another."""
        return self.filter(merged_into=None)

    def locked(self, *cases: "Case", merged: bool = False) -> "list[Case]":
        """These cases as they are now, held for change, in an order in which nobody blocks another for ever.

        Raises Conflict for one that was merged into another meanwhile, unless `merged`.
        """
        wanted = self.select_for_update(of=("self",)).with_people().filter(pk__in=[case.pk for case in cases])
        found = list(wanted.order_by("pk"))
        if not merged:
            for case in found:
                case.refuse_merged()
        return found

    def running(self) -> Self:
        return self.filter(status__in=RUNNING)

    def named(self, reference: str) -> Self:
        """The case of C-12 or of a key, a merged one's survivor; none for anything else."""
        found = read_reference(reference)
        if found is None:
            return self.none()
        called = Q(number=found) if isinstance(found, int) else Q(id=found)
        survivor = _model("Case")._default_manager.filter(called).values(survivor=Coalesce("merged_into_id", "id"))
        # As one value it is looked up by its index; as a list of one, every case would be read for it.
        return self.filter(pk=Subquery(survivor.order_by()[:1]))

    def through(self, cases: "models.QuerySet[Any]") -> Self:
        """Those through which `cases` are read: they themselves, or the survivors of those that were merged."""
        return self.filter(pk__in=cases.order_by().values(survivor=Coalesce("merged_into_id", "id")))

    def with_homes(self, cases: Iterable[UUID]) -> Self:
        """These cases and those merged into them: all whose threads and links are read through them."""
        wanted = list(cases)
        return self.filter(Q(id__in=wanted) | Q(merged_into__in=wanted))

    def with_people(self) -> Self:
        return self.select_related("account", "contact__account", "owner", "team", "case_type", "brand")


def _with_merged(whose: Q) -> Q:
    """Through a survivor everybody reads who might read one that was merged into it."""
    merged = _model("Case")._default_manager.filter(merged_into__isnull=False).filter(whose)
    return whose | Q(pk__in=merged.order_by().values("merged_into"))


def _worked_by(access: Access) -> Q:
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
