"""The severity that an incident's numbers speak for, with its reasons in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.customers.models import Account
from andon.impact.models import DeclinedSeverity, Outlook
from andon.impact.rules.severity import Size, advise
from andon.incidents.models import Incident
from andon.incidents.models.incident import Severity

from .numbers_of import Numbers


@dataclass(frozen=True, slots=True)
class SaidAdvice:
    """`words`: what the severity is called."""

    severity: str
    words: str
    reasons: list[str]


def severity_advice(incident: Incident, numbers: Numbers) -> SaidAdvice | None:
    """None when it is not worse than was thought, is over, or somebody looked at it and left it. Two queries or so."""
    if not incident.is_standing or incident.severity == Severity.CRITICAL:
        return None
    advice = advise(_size(incident, numbers), incident.severity)
    if advice is None or DeclinedSeverity.objects.filter(incident=incident, severity=advice.severity).exists():
        return None
    return SaidAdvice(advice.severity, str(Severity(advice.severity).label), [_reason(*one) for one in advice.reasons])


def _size(incident: Incident, numbers: Numbers) -> Size:
    word = Outlook.objects.filter(incident=incident).values_list("word", flat=True).first()
    return Size(
        affected=numbers.everybody.accounts,
        strategic=numbers.everybody.strategic,
        share=numbers.everybody.accounts / max(Account.objects.count(), 1),
        contracts=numbers.contracts,
        breached=numbers.breached,
        is_worse=word == "worse",
    )


def _reason(code: str, n: int) -> str:
    texts = {
        "strategic": ngettext("%(n)s strategic account", "%(n)s strategic accounts", n),
        "affected": ngettext("%(n)s affected account", "%(n)s affected accounts", n),
        "share": _("%(n)s %% of all customers"),
        "contracts": ngettext("%(n)s contract loses minutes", "%(n)s contracts lose minutes", n),
        "breached": ngettext("%(n)s contract is broken", "%(n)s contracts are broken", n),
        "worse": _("it gets worse, with %(n)s affected"),
    }
    return texts[code] % {"n": n}
