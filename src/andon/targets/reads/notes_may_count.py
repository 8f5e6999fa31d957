"""Whether any policy counts notes as answers."""

from andon.targets.models import TargetPolicy


def notes_may_count() -> bool:
    return TargetPolicy.objects.filter(retired_at=None, notes_count=True).exists()
