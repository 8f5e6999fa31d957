from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment, within_reach
from andon.kit.text import clean
from andon.schedules.due import watch_soon
from andon.schedules.facts import LayerEnded, LayerPut
from andon.schedules.layer_in import LayerIn, check_layer, version_of
from andon.schedules.models import Layer, Schedule
from andon.schedules.versions import begin, end_at, newest
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST = 30


@transaction.atomic
def put_layers(
    schedule: Schedule, *, layers: Sequence[LayerIn], by: Actor, holds_from: datetime | None = None
) -> Schedule:
    """These are the layers from `holds_from` (now) on; those left out end then. The past stays as it was.

    A layer that says what it said keeps its version, so that repeating it changes nothing. Faults name their layer:
    `layers.0.turns`.
    """
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if len(layers) > MOST:
        raise Invalid({"layers": _("At most 30 layers.")})
    at = _moment(holds_from)
    for place, given in enumerate(layers):
        _check(place, given)
    known = {layer.id: layer for layer in schedule.layers.all()}
    kept = [_put(schedule, place, given, known, at, by) for place, given in enumerate(layers)]
    for layer in known.values():
        if layer not in kept and end_at(layer, at):
            record(LayerEnded(layer=layer.id, at=at), subject=schedule.subject, by=by, about=[schedule.team.subject])
    watch_soon(schedule)
    return schedule


def _moment(holds_from: datetime | None) -> datetime:
    now = clock.now()
    if holds_from is None:
        return now
    check_moment(holds_from, "holds_from")
    within_reach(holds_from, "holds_from", now)
    if holds_from < now:
        raise Invalid({"holds_from": _("The past stays as it was. Name a time from now on.")})
    return holds_from


def _check(place: int, given: LayerIn) -> None:
    try:
        check_layer(given)
    except Invalid as invalid:
        raise Invalid({f"layers.{place}.{name}": said for name, said in invalid.faults.items()}) from None


def _put(schedule: Schedule, place: int, given: LayerIn, known: dict[UUID, Layer], at: datetime, by: Actor) -> Layer:
    layer = _find(schedule, place, given, known)
    before = newest(layer)
    version, members = version_of(given, layer, schedule.time_zone)
    if before and before.says() == version.would_say(members):
        return layer
    # A layer that never said anything rewrites nothing: it may begin in the past, as its first turn says.
    since = at if layer.versions.exists() else None
    if since:
        end_at(layer, since)
    begin(version, members, since)
    fact = LayerPut(layer=layer.id, valid_from=since)
    record(fact, subject=schedule.subject, by=by, about=[schedule.team.subject])
    return layer


def _find(schedule: Schedule, place: int, given: LayerIn, known: dict[UUID, Layer]) -> Layer:
    name = clean(given.name, "name", 120, required=True)
    if given.id is not None and given.id not in known:
        raise Invalid({f"layers.{place}.id": _("This schedule has no such layer.")})
    found = (known.get(given.id) if given.id else None) or next(
        (one for one in known.values() if one.name == name and not given.id), None
    )
    if found is None:
        return Layer.objects.create(schedule=schedule, name=name, position=place)
    if (found.name, found.position) != (name, place):
        found.name, found.position = name, place
        found.save(update_fields=["name", "position"])
    return found
