"""How many would go by a promise for everybody that go by a later one, or by the default, now."""

from django.db.models import Q

from andon.targets.models import Clock, TargetPolicy
from andon.targets.models.clock import OPEN


def would_take(policy: TargetPolicy | None, subject_kind: str = "case") -> int:
    """Of those that have a running clock; `policy` None: a new one, which stands just before the default."""
    later = Q(is_default=True) if policy is None else Q(is_default=True) | Q(position__gt=policy.position)
    after = TargetPolicy.objects.filter(later, subject_kind=subject_kind, retired_at=None).values("id")
    clocks = Clock.objects.filter(state__in=OPEN, subject_kind=subject_kind)
    return clocks.filter(Q(policy=None) | Q(policy__in=after)).values("subject_id").distinct().count()
