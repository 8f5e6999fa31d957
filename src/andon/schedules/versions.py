"""Versions of layers: a change holds from an instant on, and what was before it stays as it was."""

from datetime import datetime

from django.db.models import Q

from andon.schedules.models import Layer, LayerVersion, Member


def newest(layer: Layer) -> LayerVersion | None:
    """What the layer says from some time on for ever; None when it has ended. With its members and their users."""
    found = LayerVersion.objects.filter(layer=layer, valid_until=None)
    return found.prefetch_related("members__user").first()


def end_at(layer: Layer, at: datetime) -> bool:
    """The layer says nothing from then on; False when it does not anyway. What was planned for later goes."""
    later = LayerVersion.objects.filter(layer=layer, valid_from__gte=at)
    covering = LayerVersion.objects.filter(Q(valid_from=None) | Q(valid_from__lt=at), layer=layer)
    open_ended = covering.filter(Q(valid_until=None) | Q(valid_until__gt=at))
    return bool(later.delete()[0]) | bool(open_ended.update(valid_until=at))


def begin(version: LayerVersion, members: list[Member], at: datetime | None) -> None:
    """The version holds from then on; None since ever, for a layer that had none."""
    version.valid_from = at
    version.save()
    Member.objects.bulk_create(members)
