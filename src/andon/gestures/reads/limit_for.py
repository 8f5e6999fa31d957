from decimal import Decimal

from andon.gestures.models import GestureLimit
from andon.gestures.rules.limits import limit_of
from andon.people.models import Membership
from andon.timeline.actor import Actor


def limit_for(actor: Actor, currency: str) -> Decimal | None:
    """Up to which amount she gives by herself; None is no limit. What is no person gives nothing by itself."""
    if actor.user_id is None:
        return Decimal(0)
    held = Membership.objects.filter(user_id=actor.user_id, role__in=["agent", "lead"]).values_list("role", "team_id")
    rows = GestureLimit.objects.filter(currency=currency).values_list("role", "team_id", "amount")
    return limit_of(held, {(role, team): amount for role, team, amount in rows})
