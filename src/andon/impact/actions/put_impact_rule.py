from django.db import transaction
from django.utils.translation import gettext as _

from andon.customers.models.account import Tier
from andon.impact.facts import ImpactRulePut
from andon.impact.models import ImpactRule
from andon.impact.models.impact_rule import Measure
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.paging.models import Policy
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record

_FIELDS = ("name", "measure", "at_least", "tier", "policy_id", "team_id", "is_active")
_MOST = 10_000_000


@transaction.atomic
def put_impact_rule(
    *,
    slug: str,
    name: str,
    measure: str,
    by: Actor,
    at_least: int = 1,
    tier: str = "",
    policy: Policy | None = None,
    team: Team | None = None,
    is_active: bool = True,
) -> ImpactRule:
    """Add a rule, or change the one of this slug. Putting the same again records nothing."""
    row = ImpactRule(
        slug=clean(slug, "slug", 60, required=True),
        name=clean(" ".join(name.split()), "name", 80, required=True),
        measure=measure,
        at_least=at_least,
        tier=tier if measure != Measure.CONTRACTS else "",
        policy=policy,
        team=team,
        is_active=is_active,
    )
    _check(row)
    known = ImpactRule.objects.select_for_update(of=("self",)).filter(slug=row.slug).first()
    changed = [name for name in _FIELDS if known is None or getattr(known, name) != getattr(row, name)]
    if known is not None:
        row.id = known.id
    if changed:
        row.save(force_insert=known is None, force_update=known is not None)
        record(ImpactRulePut(created=known is None, changed=changed), subject=row.subject, by=by)
    return row


def _check(row: ImpactRule) -> None:
    faults: dict[str, str] = {}
    if row.measure not in Measure.values:
        faults["measure"] = _("“%(value)s” is not known here.") % {"value": str(row.measure)[:60]}
    if row.tier and row.tier not in Tier.values:
        faults["tier"] = _("“%(value)s” is not known here.") % {"value": str(row.tier)[:60]}
    if not 1 <= row.at_least <= _MOST:
        faults["at_least"] = _("Write a number from 1 on.")
    if row.policy is None and row.team is None:
        faults["policy"] = _("Name a policy that pages, or a team that is told.")
    if faults:
        raise Invalid(faults)
