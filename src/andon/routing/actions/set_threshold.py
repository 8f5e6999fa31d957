from math import isfinite

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.routing.facts import ThresholdSet
from andon.routing.models import FieldRouter
from andon.routing.rules.fields import FIELDS
from andon.routing.state import ROUTING
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST = 0.99


@transaction.atomic
def set_threshold(field: str, *, threshold: float, by: Actor) -> FieldRouter:
    """How sure an answer must be before it is suggested, from 0 to 0.99. The same again changes nothing."""
    if field not in FIELDS:
        raise Invalid({"field": _("Say one of: %(known)s.") % {"known": ", ".join(FIELDS)}})
    if not isfinite(threshold) or not 0 <= threshold <= MOST:
        raise Invalid({"threshold": _("Between 0 and 0.99.")})
    FieldRouter.objects.get_or_create(field=field)
    row = FieldRouter.objects.select_for_update().get(field=field)
    if row.threshold != threshold:
        row.threshold = threshold
        row.save(update_fields=["threshold"])
        record(ThresholdSet(field=field, threshold=threshold), subject=ROUTING, by=by)
    return row
