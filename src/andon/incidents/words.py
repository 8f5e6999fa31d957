"""The sentences of this room's facts, and of paging's, for the timeline of an incident."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andon.ui.templatetags.ui import day_time

from .models.incident import Severity
from .reads.event_words import Names, Words, say


def _declared(body: Any, who: str, names: Names) -> str:
    if not body.cases:
        return _("%(who)s declared the incident") % {"who": who}
    return ngettext(
        "%(who)s declared the incident from %(n)s case", "%(who)s declared the incident from %(n)s cases", body.cases
    ) % {"who": who, "n": body.cases}


def _linked(body: Any, who: str, names: Names) -> str:
    count = len(body.cases)
    return ngettext("%(who)s linked %(n)s case", "%(who)s linked %(n)s cases", count) % {"who": who, "n": count}


def _eta(body: Any, who: str, names: Names) -> str:
    at = _range(body.expected_at, body.latest_at)
    if body.was is None:
        return _("%(who)s expects a fix at %(at)s") % {"who": who, "at": at}
    moved = {"who": who, "was": _range(body.was, body.was_latest), "at": at}
    return _("%(who)s moved the expected fix from %(was)s to %(at)s") % moved


def _range(expected: datetime, latest: datetime | None) -> str:
    return day_time(expected) if latest is None else f"{day_time(expected)}–{day_time(latest)}"


def _slipped(body: Any, who: str, names: Names) -> str:
    said = {"at": day_time(body.expected_by), "was": day_time(body.was_by), "n": body.owed}
    one = "The fix comes later than was said (%(was)s): %(at)s. %(n)s customer is owed the news"
    many = "The fix comes later than was said (%(was)s): %(at)s. %(n)s customers are owed the news"
    return ngettext(one, many, body.owed) % said


def _severity(body: Any, who: str, names: Names) -> str:
    labels = {value: str(label) for value, label in Severity.choices}
    found = {"who": who, "was": labels.get(body.was, body.was), "now": labels.get(body.severity, body.severity)}
    return _("%(who)s set the severity from %(was)s to %(now)s") % found


def _duty(body: Any, who: str, names: Names) -> str:
    does = {
        "commander": _("%(name)s leads"),
        "liaison": _("%(name)s tells the customers"),
        "responder": _("%(name)s is with them"),
    }[body.kind]
    return does % {"name": names.get(body.user, _("Somebody"))}


def _acknowledged(body: Any, who: str, names: Names) -> str:
    return _("%(name)s acknowledged the page") % {"name": names.get(body.user, who)}


def _paged(body: Any, who: str, names: Names) -> str:
    return _("%(name)s was paged") % {"name": names.get(body.user, _("Somebody"))}


def _nobody(body: Any, who: str, names: Names) -> str:
    return _("Nobody is on call") if body.policy else _("Nobody could be paged: the service has no policy")


def _inferred(body: Any, who: str, names: Names) -> str:
    return ngettext("%(n)s account matches the pattern", "%(n)s accounts match the pattern", body.count) % {
        "n": body.count
    }


def _accounts_said(body: Any, who: str, names: Names) -> str:
    count = len(body.accounts)
    if body.how == "spared":
        text = ngettext("%(who)s: %(n)s account is not hit", "%(who)s: %(n)s accounts are not hit", count)
    else:
        text = ngettext("%(who)s confirmed that %(n)s account is hit", "%(who)s confirmed that %(n)s are hit", count)
    return text % {"who": who, "n": count}


def _outcome(body: Any, who: str, names: Names) -> str:
    if body.outcome == "duplicate":
        return _("It was the same as %(ref)s; seen from here as well") % {"ref": f"I-{body.duplicate_of}"}
    if body.outcome == "not_reproduced":
        return _("It could not be reproduced; it was worth the look")
    return _("The call was right: it was one")


def _promised(body: Any, who: str, names: Names) -> str:
    said = {
        "soon": _("The promised update is due within ten minutes"),
        "due": _("The promised update is due"),
        "late": _("The promised update is late"),
    }.get(body.rung, "")
    return said if body.told else _("%(said)s, and there is nobody to tell") % {"said": said}


def _by(text: Any) -> Words:
    """A sentence that only says who did it."""
    return lambda body, who, names: str(text) % {"who": who}


say("incidents.IncidentDeclared", "incident", "broken", _declared)
say("incidents.CasesLinked", "link", "none", _linked)
say("incidents.CaseUnlinked", "link", "none", _by(gettext_lazy("%(who)s unlinked a case")))
say("incidents.IncidentAcknowledged", "check", "ok", _acknowledged)
say("incidents.EtaSet", "clock", "risk", _eta)
say("incidents.EtaSlipped", "alert", "broken", _slipped)
say("incidents.SeveritySet", "alert", "risk", _severity)
say("incidents.DutyTaken", "person", "none", _duty)
say("incidents.IncidentEdited", "pen", "none", _by(gettext_lazy("%(who)s changed the words")))
say("incidents.UpdateRungReached", "clock", "risk", _promised)
say("incidents.IncidentMitigated", "check", "watch", _by(gettext_lazy("%(who)s: it hurts no more")))
say("incidents.IncidentResolved", "check", "done", _by(gettext_lazy("%(who)s resolved it")))
say("incidents.IncidentReopened", "undo", "broken", _by(gettext_lazy("%(who)s reopened it")))
say(
    "incidents.GateOverridden",
    "alert",
    "risk",
    _by(gettext_lazy("%(who)s resolved it against the advice")),
)
say("incidents.OutcomeSaid", "heart", "ok", _outcome)
say("incidents.AccountsInferred", "account", "none", _inferred)
say("incidents.AccountsSaid", "account", "none", _accounts_said)
say("incidents.AnswerShown", "eye", "none", _by(gettext_lazy("%(who)s showed an answer on the cases")))
say("paging.Paged", "bell", "risk", _paged)
say("paging.NobodyOnCall", "bell", "broken", _nobody)
say("paging.EscalationExhausted", "bell", "broken", _by(gettext_lazy("Nobody answered the page")))
