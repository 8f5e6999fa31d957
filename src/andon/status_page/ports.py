"""What this room offers to lower rooms: its piece on the screen of an incident, and the words of its facts."""

from typing import Any

from django.utils.translation import gettext as _

from andon.incidents.reads.event_words import Names, say
from andon.ui.slots import fill_slot

from . import slots
from .models.publication import Stage


def _posted(body: Any, who: str, names: Names) -> str:
    stage = dict(Stage.choices).get(body.stage, body.stage)
    if body.first:
        return _("%(who)s put it on the status page") % {"who": who}
    if body.by_itself:
        return _("The status page follows: %(stage)s") % {"stage": stage}
    return _("%(who)s wrote on the status page: %(stage)s") % {"who": who, "stage": stage}


def _taken_back(body: Any, who: str, names: Names) -> str:
    return _("%(who)s took words off the status page") % {"who": who}


def _corrected(body: Any, who: str, names: Names) -> str:
    return _("%(who)s corrected the status page") % {"who": who}


def _unpublished(body: Any, who: str, names: Names) -> str:
    return _("%(who)s took it off the status page") % {"who": who}


say("status_page.StatusPosted", "globe", "none", _posted)
say("status_page.PostTakenBack", "undo", "none", _taken_back)
say("status_page.PublicationCorrected", "pen", "none", _corrected)
say("status_page.IncidentUnpublished", "x", "none", _unpublished)

fill_slot("incident.acts", slots.acts, "status_page/_acts.html", position=60)
