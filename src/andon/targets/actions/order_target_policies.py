from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.targets.facts import TargetPoliciesOrdered
from andon.targets.models import TargetPolicy
from andon.targets.models.recompute import Why
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .recompute_clocks import recompute_clocks


@transaction.atomic
def order_target_policies(slugs: Sequence[str], *, by: Actor, subject_kind: str = "case") -> list[TargetPolicy]:
    """Put the policies in this order; the default is not named and stays last. The same again changes nothing."""
    found = TargetPolicy.objects.select_for_update().filter(subject_kind=subject_kind, retired_at=None)
    rows = {row.slug: row for row in found.filter(is_default=False).order_by("position")}
    if sorted(slugs) != sorted(rows):
        raise Invalid({"policies": _("Name every policy but the default, each once.")})
    if list(slugs) == list(rows):
        return list(found)
    for position, slug in enumerate(slugs, start=1):
        rows[slug].position = position
    TargetPolicy.objects.bulk_update(rows.values(), ["position"])
    first = rows[slugs[0]]
    record(TargetPoliciesOrdered(count=len(rows)), subject=Subject("target_policy", first.id), by=by)
    recompute_clocks(Why.POLICY, by=by)
    return list(found)
