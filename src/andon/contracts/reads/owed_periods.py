"""The periods that are over, what each owes, and whether that was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.contracts.forms import SettleForm
from andon.contracts.models import Contract, Settlement, Terms
from andon.contracts.rules.judge import Figure
from andon.contracts.said import percent_words, period_words
from andon.gestures.models import Gesture
from andon.incidents.models import IncidentCase
from andon.people.access import Access


@dataclass(frozen=True, slots=True)
class OwedPeriod:
    """`give` opens the form of a gesture, filled in; "" where there is no case for it, or nothing is owed."""

    figure: Figure
    words: str
    settlement: Settlement | None
    give: str

    @property
    def state(self) -> str:
        """kept, broken (no credit was agreed for that), owed or given."""
        if self.settlement is not None:
            return "given"
        if self.figure.owed:
            return "owed"
        return "broken" if self.figure.broken else "kept"


def owed_periods(contract: Contract, past: Sequence[tuple[Terms, Figure]], access: Access) -> list[OwedPeriod]:
    """In the order given; three queries for any number."""
    given = Settlement.objects.filter(contract=contract).select_related("gesture__case", "gesture__kind")
    known = {(one.terms_id, one.period): one for one in given}
    cases = _cases(contract, [figure for _terms, figure in past if figure.owed], access)
    return [
        OwedPeriod(
            figure,
            period_words(figure),
            known.get((terms.id, figure.period.first)),
            _give(contract, figure, cases),
        )
        for terms, figure in past
    ]


def settle_form(contract: Contract, periods: Sequence[OwedPeriod], given: object = None) -> SettleForm | None:
    """Offers the periods that owe, and what was given and settles nothing yet; None when nothing is owed."""
    owing = [(one.figure.period.first.isoformat(), one.words) for one in periods if one.state == "owed"]
    if not owing and given is None:
        return None
    hers = Q(case__account=contract.account_id) | Q(case__merged_into__account=contract.account_id)
    free = Gesture.objects.filter(hers, amount__isnull=False, declined_at=None).exclude(
        id__in=Settlement.objects.exclude(gesture=None).values("gesture")
    )
    standing = free.exclude(obligation__state="waived").select_related("kind").order_by("-asked_at")
    return SettleForm(given, periods=owing, gestures=standing, auto_id="settle-%s")


def _cases(contract: Contract, owing: Sequence[Figure], access: Access) -> dict[UUID, Case]:
    """Per incident a case of the account that she may work on, the newest."""
    incidents = {line.hurt.id for figure in owing for line in figure.lines if line.counted and line.hurt}
    if not incidents:
        return {}
    workable = Case.objects.workable_by(access).filter(account=contract.account_id)
    links = IncidentCase.objects.filter(
        incident__in=incidents, unlinked_at=None, case__in=workable.order_by().values("id")
    )
    return {link.incident_id: link.case for link in links.select_related("case").order_by("linked_at")}


def _give(contract: Contract, figure: Figure, cases: dict[UUID, Case]) -> str:
    """To the form that gives it, for the case of the incident that cost most."""
    lengths: dict[UUID, float] = {}
    for line in figure.lines if figure.owed else []:
        if line.counted and line.hurt and line.hurt.id in cases:
            lengths[line.hurt.id] = lengths.get(line.hurt.id, 0.0) + line.minutes
    if not lengths:
        return ""
    case = cases[max(lengths, key=lambda id: lengths[id])]
    why = _("%(contract)s, %(period)s: %(percent)s %% instead of %(target)s %%") % {
        "contract": contract.name,
        "period": period_words(figure),
        "percent": f"{figure.availability:.3f}",
        "target": percent_words(figure.promise.target),
    }
    filled = urlencode({"amount": str(figure.owed), "currency": figure.promise.currency, "why": why})
    return f"{reverse('gestures:give_gesture', args=[case.ref])}?{filled}"
