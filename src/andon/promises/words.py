"""The sentences of this room's facts between the messages of a case."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from andon.cases.reads.event_words import Names, Said, say
from andon.timeline.models import RecordedFact
from andon.ui.templatetags.ui import day_time


def _made(fact: RecordedFact, body: Any, names: Names) -> Said:
    return "promise", _("%(who)s promised an answer by %(at)s") % _given(fact, body, names)


def _moved(fact: RecordedFact, body: Any, names: Names) -> Said:
    said = {"who": names.actor(fact), "at": day_time(body.due_at), "was": day_time(body.was)}
    return "promise", _("%(who)s moved what was promised for %(was)s to %(at)s") % said


def _kept(fact: RecordedFact, body: Any, names: Names) -> Said:
    if body.late:
        return "check", _("What was promised came late")
    return "check", _("%(who)s kept what was promised") % {"who": names.actor(fact)}


def _broken(fact: RecordedFact, body: Any, names: Names) -> Said:
    return "alert", _("What was promised for %(at)s was not kept") % {"at": day_time(body.due_at)}


def _withdrawn(fact: RecordedFact, body: Any, names: Names) -> Said:
    text = gettext_noop("%(who)s said that it was no promise")
    return ("x", _(text) % {"who": names.actor(fact)}) if body.why == "none" else ("", "")


def _given(fact: RecordedFact, body: Any, names: Names) -> dict[str, str]:
    return {"who": names.actor(fact), "at": day_time(body.due_at)}


say("promises.PromiseMade", _made)
say("promises.PromiseMoved", _moved)
say("promises.PromiseKept", _kept)
say("promises.PromiseBroken", _broken)
say("promises.PromiseWithdrawn", _withdrawn)
