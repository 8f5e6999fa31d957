from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.kit.errors import Invalid
from andon.paging.facts import PolicyBound
from andon.paging.models import Binding, Policy
from andon.timeline.actor import Actor
from andon.timeline.record import record

LONGEST = 7 * 24 * 60


@transaction.atomic
def bind_policy(
    to: Service | Account | Tier, *, policy: Policy, by: Actor, ack_timeout_minutes: int | None = None
) -> Binding:
    """Say which policy pages for a service, or who looks after an account or every account of a tier; the last word
    counts. `ack_timeout_minutes`: after so long an acknowledgement without an end pages again; None: never."""
    if ack_timeout_minutes is not None and not 5 <= ack_timeout_minutes <= LONGEST:
        raise Invalid({"ack_timeout_minutes": _("From 5 minutes to a week, or nothing.")})
    binding, _made = Binding.objects.update_or_create(
        **_key(to), defaults={"policy": policy, "ack_timeout_minutes": ack_timeout_minutes}
    )
    record(PolicyBound(policy=policy.id), subject=binding.itself, by=by, about=[policy.subject])
    return binding


def _key(to: Service | Account | Tier) -> dict[str, Any]:
    match to:
        case Service():
            return {"service": to}
        case Account():
            return {"account": to}
    return {"tier": Tier(to)}
