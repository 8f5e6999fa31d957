from django.db import transaction
from django.utils.translation import gettext as _

from andon.case_escalations.facts import EscalationKindPut
from andon.case_escalations.models import EscalationKind
from andon.case_escalations.models.kind import MOST_MINUTES
from andon.catalog.rules.slugs import check_slug
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.paging.models import Policy
from andon.people.models import Team
from andon.targets.models import BusinessCalendar
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_escalation_kind(
    slug: str,
    *,
    name: str,
    by: Actor,
    policy: Policy | None = None,
    team: Team | None = None,
    answer_minutes: int = 60,
    calendar: BusinessCalendar | None = None,
    is_active: bool = True,
    position: int = 100,
) -> EscalationKind:
    """Add a kind of escalation, or change the one of this slug; what stands keeps the target it was raised with.

    The same again changes nothing.
    """
    if not 1 <= answer_minutes <= MOST_MINUTES:
        raise Invalid({"answer_minutes": _("Between one minute and a week.")})
    wanted = {
        "name": clean(name, "name", 80, required=True),
        "policy": policy,
        "team": team,
        "answer_minutes": answer_minutes,
        "calendar": calendar,
        "is_active": is_active,
        "position": position,
    }
    kinds = EscalationKind.objects.select_for_update(of=("self",)).select_related("policy", "team", "calendar")
    kind, made = kinds.get_or_create(slug=check_slug(slug), defaults=wanted)
    changed = [field for field, value in wanted.items() if getattr(kind, field) != value]
    for field in changed:
        setattr(kind, field, wanted[field])
    if made or changed:
        kind.save()
        record(EscalationKindPut(slug=kind.slug, active=kind.is_active), subject=kind.subject, by=by)
    return kind
