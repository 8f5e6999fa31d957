from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce

from andon.cases.rules.lifecycle import RUNNING
from andon.cases.rules.references import read_reference
from andon.people.access import Access

from .seen_by import SeenBy

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
        return self.standing().filter(SeenBy(access, grants=True))

    def workable_by(self, access: Access) -> Self:
        """Those that she may change: a grant only shows."""
        if access.everywhere("agent", "lead"):
            return self.standing()
        if access.actor.kind == "contact":
            return self.filter(contact_id=access.actor.id)
        return self.standing().filter(SeenBy(access, grants=False))

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
        return self.select_related("account", "contact", "owner", "team", "case_type", "brand", "service", "capability")

    def with_row(self) -> Self:
        """What a list says about each."""
        return self.select_related("account", "contact", "owner")


def _model(name: str) -> type[models.Model]:
    from django.apps import apps

    return apps.get_model("cases", name)
