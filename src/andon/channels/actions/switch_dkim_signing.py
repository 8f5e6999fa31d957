from django.db import transaction

from andon.channels.facts import DkimSigningSwitched
from andon.channels.models import DkimKey
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def switch_dkim_signing(key: DkimKey, *, on: bool, by: Actor) -> DkimKey:
    """On: what leaves from the key's domain is signed. Before its record is published that does harm."""
    key = DkimKey.objects.select_for_update().get(pk=key.pk)
    if bool(key.signs_since) != on:
        key.signs_since = clock.now() if on else None
        key.save(update_fields=["signs_since"])
        record(DkimSigningSwitched(on=on), subject=key.subject, by=by)
    return key
