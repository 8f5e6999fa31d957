from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from andon.comms.facts import UpdateWritten
from andon.comms.models import Update, UpdateText
from andon.comms.rules.placeholders import KNOWN, unknown_placeholders
from andon.incidents.changing import locked
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def write_update(incident: Incident, *, texts: Mapping[str, str], by: Actor) -> Update:
    """A draft of what customers will be told, by language; English is needed. Each call writes a new draft."""
    read = {locale: clean(body, _field(locale), 5000) for locale, body in texts.items()}
    faults = {_field(locale): _("We do not write in this language.") for locale in read if locale not in _languages()}
    if not read.get("en"):
        faults[_field("en")] = _("Write the English text; it goes to everybody whose language you leave out.")
    for locale, body in read.items():
        if unknown := unknown_placeholders(body):
            faults[_field(locale)] = _("“{%(name)s}” cannot be filled in. Known: %(known)s.") % {
                "name": unknown[0],
                "known": ", ".join(f"{{{name}}}" for name in KNOWN),
            }
    if faults:
        raise Invalid(faults)
    incident = locked(incident)
    newest = incident.updates.aggregate(newest=Max("number"))["newest"] or 0
    update = Update.objects.create(
        incident=incident,
        number=newest + 1,
        final=not incident.is_standing,
        written_by=by.key,
        written_at=clock.now(),
    )
    UpdateText.objects.bulk_create(
        UpdateText(of=update, locale=locale, body=body) for locale, body in read.items() if body
    )
    record(
        UpdateWritten(incident=incident.id, number=update.number, locales=sorted(read)),
        subject=update.subject,
        by=by,
        about=[incident.subject],
    )
    return update


def _field(locale: str) -> str:
    return f"text_{locale}"


def _languages() -> set[str]:
    return {code for code, _name in settings.LANGUAGES}
