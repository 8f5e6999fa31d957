"""The sentences of this room's facts, between the messages of a case."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from andon.cases.reads.event_words import Names, Said, say
from andon.timeline.models import RecordedFact


def _line(icon: str, text: str) -> Any:
    def said(fact: RecordedFact, _body: Any, names: Names) -> Said:
        return icon, _(text) % {"who": names.actor(fact)}

    return said


say("routing.SuggestionAccepted", _line("check", gettext_noop("%(who)s accepted what its words look like")))
say("routing.SuggestionCorrected", _line("pen", gettext_noop("%(who)s corrected what its words look like")))
say("routing.SuggestionDismissed", _line("x", gettext_noop("%(who)s dismissed what its words look like")))
say("routing.SuggestionUndone", _line("undo", gettext_noop("%(who)s took back what was decided on the suggestion")))
