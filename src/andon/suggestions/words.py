"""The sentences of this room's facts: between the messages of a case, and on an incident's timeline."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from andon.cases.reads.event_sentences import other_case
from andon.cases.reads.event_words import Names, Said, say
from andon.timeline.models import RecordedFact


def _dismissed(fact: RecordedFact, body: Any, names: Names) -> Said:
    return "x", _("%(who)s said that a suggestion does not fit") % {"who": names.actor(fact)}


def _undone(fact: RecordedFact, body: Any, names: Names) -> Said:
    if body.was != "dismissed":
        # What was undone has a line of its own.
        return "", ""
    return "undo", _("%(who)s wants that suggestion back") % {"who": names.actor(fact)}


say("suggestions.SuggestionDismissed", _dismissed)
say("suggestions.SuggestionUndone", _undone)
say(
    "suggestions.CaseRelated",
    other_case("link", gettext_noop("%(who)s said that it belongs together with %(ref)s"), "case"),
)
say(
    "suggestions.CaseUnrelated",
    other_case("undo", gettext_noop("%(who)s said that it does not belong together with %(ref)s"), "case"),
)
