"""What the curve and the blast radius say, in sentences; and the sentences of this room's facts."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andon.customers.models import AttributeDefinition
from andon.impact.models import Outlook
from andon.impact.rules.fix_verdict import EARLY as FIX_EARLY
from andon.impact.rules.fix_verdict import FAILED, PROBABLE, VERIFIED
from andon.impact.rules.report_curve import EARLY, EASING, STEADY, WORSE
from andon.incidents.reads.event_words import Names, say
from andon.ui.templatetags.ui import day_time

CURVE = {
    WORSE: gettext_lazy("Getting worse"),
    STEADY: gettext_lazy("Steady"),
    EASING: gettext_lazy("Easing"),
    EARLY: gettext_lazy("Too early to tell"),
}
FIX = {
    VERIFIED: gettext_lazy("The fix works"),
    PROBABLE: gettext_lazy("The fix probably works"),
    FIX_EARLY: gettext_lazy("Too early to tell whether the fix works"),
    FAILED: gettext_lazy("The fix does not work"),
}


def chance_words(chance: float) -> str:
    """“P .94”; never quite sure."""
    return "P " + f"{min(max(chance, 0.01), 0.99):.2f}".lstrip("0")


def fix_words(outlook: Outlook) -> str:
    """Why it is thought so, and when it can be told: the rest of the sentence."""
    parts = [_seen(outlook)]
    if outlook.still_broken:
        parts.append(
            ngettext(
                "%(n)s customer says it is still broken.",
                "%(n)s customers say it is still broken.",
                outlook.still_broken,
            )
            % {"n": outlook.still_broken}
        )
    if outlook.works:
        parts.append(
            ngettext("%(n)s customer says that it works.", "%(n)s customers say that it works.", outlook.works)
            % {"n": outlook.works}
        )
    if outlook.fix_word in (PROBABLE, FIX_EARLY):
        parts.append(_possible(outlook))
    return " ".join(parts)


def _seen(outlook: Outlook) -> str:
    at = day_time(outlook.fix_at or outlook.seen_at)
    said = {"n": outlook.fix_seen, "expected": f"{outlook.fix_expected:.3g}", "at": at}
    return (
        ngettext(
            "%(n)s report since %(at)s; %(expected)s would have come had nothing changed, for reporters run dry.",
            "%(n)s reports since %(at)s; %(expected)s would have come had nothing changed, for reporters run dry.",
            outlook.fix_seen,
        )
        % said
    )


def _possible(outlook: Outlook) -> str:
    if outlook.possible_at:
        return _("It can be told at about %(at)s at the earliest.") % {"at": day_time(outlook.possible_at)}
    return _("Reports alone will not tell: ask customers whether it works.")


def _fix_applied(body: Any, who: str, names: Names) -> str:
    return _("%(who)s: a fix is out since %(at)s") % {"who": who, "at": day_time(body.at)}


def _turned(body: Any, who: str, names: Names) -> str:
    return _("The report curve: %(word)s") % {"word": str(CURVE[body.word]).lower()}


def _judged(body: Any, who: str, names: Names) -> str:
    return f"{FIX[body.word]} ({chance_words(body.chance / 100)})"


def _rising(body: Any, who: str, names: Names) -> str:
    said = {"attribute": body.attribute, "value": body.value, "n": body.reports}
    return _("Reports rise in %(attribute)s %(value)s: %(n)s in half an hour") % said


def _found(body: Any, who: str, names: Names) -> str:
    if body.confidence is None:
        return _("The reports come from no specific segment")
    return ngettext(
        "Blast radius: %(n)s account matches the reports (%(percent)s %%)",
        "Blast radius: %(n)s accounts match the reports (%(percent)s %%)",
        body.accounts,
    ) % {"n": body.accounts, "percent": body.confidence}


def _fired(body: Any, who: str, names: Names) -> str:
    return _("More people are called in: a rule was reached (%(n)s)") % {"n": body.number}


def _by(text: Any) -> Callable[[Any, str, Names], str]:
    return lambda body, who, names: str(text) % {"who": who}


def labels() -> dict[str, str]:
    """What attributes are called; the account's own columns too. One query."""
    own = {"region": _("Country"), "tier": _("Tier"), "locale": _("Language"), "time_zone": _("Time zone")}
    return own | dict(AttributeDefinition.objects.values_list("key", "label"))


say("impact.FixApplied", "change", "watch", _fix_applied)
say("impact.BlastRadiusFound", "report", "none", _found)
say("impact.RuleFired", "bell", "risk", _fired)
say("impact.FixTakenBack", "undo", "none", _by(gettext_lazy("%(who)s: that was no fix")))
say("impact.CurveTurned", "report", "none", _turned)
say("impact.FixJudged", "report", "none", _judged)
say("impact.SliceRising", "report", "risk", _rising)
