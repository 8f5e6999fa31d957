"""The sentences of this room's facts."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andon.incidents.reads.event_words import Names, say


def _raised(body: Any, who: str, names: Names) -> str:
    said = {"n": body.observed, "ref": f"E-{body.number}"}
    if body.level == "emerging":
        return _("%(ref)s: %(n)s people told the like; those who answer for it were told") % said
    return _("%(ref)s is watched: %(n)s people told the like") % said


def _joined(body: Any, who: str, names: Names) -> str:
    count = len(body.reports)
    return ngettext("%(n)s more report of it", "%(n)s more reports of it", count) % {"n": count}


def _confirmed(body: Any, who: str, names: Names) -> str:
    if body.declared:
        return _("%(who)s confirmed it: an incident was declared") % {"who": who}
    return _("%(who)s linked it to an incident") % {"who": who}


def _split(body: Any, who: str, names: Names) -> str:
    count = len(body.reports)
    return ngettext("%(who)s took %(n)s report out", "%(who)s took %(n)s reports out", count) % {"who": who, "n": count}


def _by(text: Any) -> Any:
    return lambda body, who, names: str(text) % {"who": who}


say("emerging.IssueRaised", "eye", "watch", _raised)
say("emerging.ReportsJoined", "plus", "none", _joined)
say("emerging.IssueConfirmed", "incident", "risk", _confirmed)
say("emerging.IssueDismissed", "x", "none", _by(gettext_lazy("%(who)s dismissed it")))
say("emerging.DismissalTakenBack", "undo", "none", _by(gettext_lazy("%(who)s took the dismissal back")))
say("emerging.IssuesMerged", "merge", "none", _by(gettext_lazy("%(who)s merged it into another")))
say("emerging.IssueSplit", "stop", "none", _split)
say("emerging.IssueOver", "clock", "done", _by(gettext_lazy("Nobody told of it any more")))
