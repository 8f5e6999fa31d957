from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from andon.alerts.facts import IntegrationKeyCreated
from andon.alerts.models import IntegrationKey
from andon.alerts.models.integration_key import HEARTBEAT
from andon.alerts.registry import all_formats
from andon.catalog.models import Service
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.secret import digest, seal
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def create_integration_key(
    service: Service, *, name: str, by: Actor, format: str = "pagerduty", secret: str = ""
) -> tuple[IntegrationKey, str]:
    """A new way in for a monitor, and its 32 characters, which are not stored and cannot be shown again.

    `secret`: what the other side signs with, for a format that signs; from then on nothing unsigned is taken.
    """
    secret = clean(secret, "secret", 500)
    known = all_formats().get(format)
    if known is None and format != HEARTBEAT:
        raise Invalid({"format": _("One of %(names)s.") % {"names": ", ".join(all_formats())}})
    if secret and not (known and known.takes_secret):
        raise Invalid({"secret": _("What speaks like this signs nothing.")})
    text = token_hex(16)
    key = IntegrationKey.objects.create(
        service=service,
        name=clean(name, "name", 120, required=True),
        format=format,
        digest=digest(text),
        ending=text[-4:],
        sealed_secret=seal(secret) if secret else "",
        made_at=clock.now(),
    )
    record(IntegrationKeyCreated(service=service.id), subject=key.subject, by=by, about=[service.subject])
    return key, text
