"""A schedule with what its layers say from now on."""

from datetime import timedelta

from andon.kit import clock
from andon.schedules.models import Layer, LayerVersion, Schedule

from .plans import load_schedules


def open_schedule(schedule: Schedule) -> tuple[Schedule, list[tuple[Layer, LayerVersion]]]:
    """The schedule looked up anew, and its layers with the version that holds for ever; ended ones are left out."""
    (found,) = load_schedules(Schedule.objects.filter(pk=schedule.pk), clock.now() - timedelta(seconds=1))
    newest = [
        (layer, version)
        for layer in found.layers.all()
        for version in layer.versions.all()
        if version.valid_until is None
    ]
    return found, newest
