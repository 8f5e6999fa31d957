"""The sentences of this room's facts: on an incident's timeline, and between the messages of a case."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from andon.cases.reads.event_words import Names as CaseNames
from andon.cases.reads.event_words import Said
from andon.cases.reads.event_words import say as say_on_case
from andon.incidents.reads.event_words import Names, Words, say
from andon.timeline.models import RecordedFact


def _by(text: Any) -> Words:
    return lambda body, who, names: str(text) % {"who": who}


def _closed(body: Any, who: str, names: Names) -> str:
    if body.why == "time":
        return _("A question ended at its time")
    return (
        _("A question ended with the incident")
        if body.why == "resolved"
        else _("%(who)s closed a question") % {"who": who}
    )


def _put(body: Any, who: str, names: Names) -> str:
    count = len(body.asks)
    return ngettext("A question went to %(n)s case", "A question went to %(n)s cases", count) % {"n": count}


def _kept(body: Any, who: str, names: Names) -> str:
    return _("%(who)s kept answers as “%(key)s”") % {"who": who, "key": body.attribute}


def _on_case(icon: str, text: str) -> Any:
    def said(fact: RecordedFact, body: Any, names: CaseNames) -> Said:
        return icon, _(text) % {"who": names.actor(fact), "name": names.customer}

    return said


def _answered(fact: RecordedFact, body: Any, names: CaseNames) -> Said:
    """The answer itself stands in the thread; only that another one came is said."""
    return ("pen", _("%(who)s corrected an answer") % {"who": names.actor(fact)}) if body.again else ("", "")


say("questions.QuestionAsked", "question", "none", _by(gettext_lazy("%(who)s asked the linked cases a question")))
say("questions.CasesAsked", "question", "none", _put)
say("questions.QuestionClosed", "check", "none", _closed)
say("questions.QuestionReopened", "undo", "none", _by(gettext_lazy("%(who)s opened a question again")))
say("questions.QuestionWithdrawn", "x", "none", _by(gettext_lazy("%(who)s withdrew a question")))
say("questions.AnswersKept", "account", "none", _kept)
say_on_case("questions.CaseAsked", _on_case("question", gettext_noop("Engineers ask about this case")))
say_on_case("questions.QuestionPassed", _on_case("send", gettext_noop("%(who)s passed the question on to %(name)s")))
say_on_case("questions.QuestionAnswered", _answered)
