from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.alerts.facts import IntegrationKeyMapped
from andon.alerts.models import IntegrationKey
from andon.alerts.registry import all_formats
from andon.alerts.rules.mapping import mapping_faults
from andon.kit.errors import Conflict, Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_mapping(key: IntegrationKey, *, mapping: Mapping[str, Any], by: Actor) -> IntegrationKey:
    """How payloads of this key are read from now on. Putting the same again changes nothing."""
    if faults := mapping_faults(mapping):
        raise Invalid(faults)
    key = IntegrationKey.objects.select_for_update().get(pk=key.pk)
    known = all_formats().get(key.format)
    if known is None or not known.takes_mapping:
        raise Conflict(_("What comes with this key is read without a mapping."))
    put = {name: value for name, value in mapping.items() if value}
    if key.mapping != put:
        key.mapping = put
        key.save(update_fields=["mapping"])
        record(IntegrationKeyMapped(service=key.service_id), subject=key.subject, by=by)
    return key
