from django.db import transaction

from andon.catalog.rules.slugs import check_slug
from andon.gestures.facts import GestureKindPut
from andon.gestures.models import GestureKind
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_gesture_kind(
    slug: str, *, name: str, by: Actor, has_amount: bool = True, is_active: bool = True, position: int = 100
) -> GestureKind:
    """Add a kind of gesture, or change the one of this slug. The same again changes nothing."""
    wanted = {
        "name": clean(name, "name", 120, required=True),
        "has_amount": has_amount,
        "is_active": is_active,
        "position": position,
    }
    kind, made = GestureKind.objects.select_for_update().get_or_create(slug=check_slug(slug), defaults=wanted)
    changed = [field for field, value in wanted.items() if getattr(kind, field) != value]
    for field in changed:
        setattr(kind, field, wanted[field])
    if made or changed:
        kind.save()
        record(GestureKindPut(slug=kind.slug, active=kind.is_active), subject=kind.subject, by=by)
    return kind
