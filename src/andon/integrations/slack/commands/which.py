"""Which incident a command means."""

from django.utils.translation import gettext as _

from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.incidents.rules.references import read_reference
from andon.integrations.slack.rules.command import read_words
from andon.kit.errors import Invalid

from .asked import Asked


def which_incident(asked: Asked) -> tuple[Incident, list[str]]:
    """The one that is named first, else the channel's; and what else was typed. Raises Invalid, Missing."""
    words = read_words(asked.text)
    if words and isinstance(read_reference(words[0]), int):
        return find_incident(words[0], asked.access, for_work=True), words[1:]
    if here := asked.incident:
        return find_incident(here.ref, asked.access, for_work=True), words
    raise Invalid({"incident": _("Say which incident first, such as I-12.")})
