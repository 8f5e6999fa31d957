"""Whom to restore first of an incident's accounts, each with its reason in words."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.contracts.models import Contract
from andon.contracts.models.terms import Counts
from andon.contracts.rules.restore_first import Claim, restore_first
from andon.contracts.said import figure_words, next_loss
from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.incidents.models import AffectedAccount, Incident
from andon.incidents.models.affected_account import How
from andon.incidents.reads.linked_cases import linked_cases
from andon.kit import clock

from .figures import Standing, standings

MOST_SILENT = 200
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Restored:
    """An account's place: its claim, the contract that it rests on (None without one), and the words."""

    claim: Claim
    account: Account
    standing: Standing | None
    reason: str

    @property
    def said(self) -> str:
        """Everything on one line: “Acme: 12 min left of 43, … ; Strategic; 5 cases”."""
        return f"{self.account.name}: {self.reason}"


def restore_order(incident: Incident, *, at: datetime | None = None) -> list[Restored]:
    """The accounts of its linked cases (merged ones through their survivors), those that are inferred or confirmed as
    affected, and those whose contract counts it whoever reports. A fixed number of queries."""
    now = at or clock.now()
    counts = _cases_by_account(incident)
    how = _silent(incident)
    standing_of = _standings(incident, {*counts, *how}, now)
    accounts = Account.objects.in_bulk([*counts, *how, *standing_of])
    claims = [_claim(accounts[id], counts.get(id, 0), standing_of.get(id)) for id in accounts]
    return [
        Restored(
            claim,
            accounts[claim.account],
            standing_of.get(claim.account),
            _reason(accounts[claim.account], claim.cases, standing_of.get(claim.account), how.get(claim.account, "")),
        )
        for claim in restore_first(claims)
    ]


def why_lines(incident: Incident) -> list[str]:
    """For pages: of the two accounts that lose first, what is left and what it costs."""
    ordered = restore_order(incident)
    losing = [one for one in ordered if one.standing and one.standing.figure and one.standing.figure.running]
    return [
        f"{one.account.name}: {figure_words(one.standing.figure)}."
        for one in losing[:2]
        if one.standing and one.standing.figure
    ]


def _cases_by_account(incident: Incident) -> dict[UUID, int]:
    found: dict[UUID, int] = defaultdict(int)
    for account in linked_cases(incident).order_by().values_list("account_id", flat=True):
        if account is not None:
            found[account] += 1
    return found


def _silent(incident: Incident) -> dict[UUID, str]:
    """How each is known that is affected though it may not have reported: the dearest, as far as a list is of use."""
    rows = AffectedAccount.objects.filter(incident=incident).exclude(how=How.SPARED)
    dearest = rows.order_by("-account__yearly_value", "account_id").values_list("account_id", "how")
    return dict(dearest[:MOST_SILENT])


def _standings(incident: Incident, accounts: Collection[UUID], now: datetime) -> dict[UUID, Standing]:
    """Per account the contract that loses first."""
    covered = Contract.objects.filter(terms__counts=Counts.COVERED).values("id")
    contracts = Contract.objects.select_related("account").order_by("name", "id")
    asked = contracts.filter(account__in=list(accounts)) | contracts.filter(id__in=covered)
    found: dict[UUID, Standing] = {}
    for one in sorted(standings(asked, at=now), key=lambda one: _next_at(one) or _NEVER):
        if one.figure is None:
            continue
        hit = any(hurt.id == incident.id for hurt in one.figure.running)
        if one.contract.account_id in accounts or hit:
            found.setdefault(one.contract.account_id, one)
    return found


def _claim(account: Account, cases: int, standing: Standing | None) -> Claim:
    return Claim(
        account=account.id,
        name=account.name,
        tier=account.tier,
        yearly_value=account.yearly_value,
        cases=cases,
        next_at=_next_at(standing) if standing else None,
        at_stake=_at_stake(standing) if standing else Decimal(0),
    )


def _next_at(standing: Standing) -> datetime | None:
    """The next credit; without one the breach."""
    figure = standing.figure
    if figure is None:
        return None
    step = next_loss(figure)
    return step.at if step and step.at else (None if figure.broken else figure.breach_at)


def _at_stake(standing: Standing) -> Decimal:
    figure = standing.figure
    if figure is None:
        return Decimal(0)
    step = next_loss(figure)
    return step.amount if step and step.at else figure.owed


def _reason(account: Account, cases: int, standing: Standing | None, how: str) -> str:
    first = figure_words(standing.figure) if standing and standing.figure else _("no contract with minutes")
    count = ngettext("%(n)s case", "%(n)s cases", cases) % {"n": cases}
    tier = str(dict(Tier.choices).get(account.tier, account.tier)).lower()
    silent = {How.INFERRED: _("inferred, no case yet"), How.CONFIRMED: _("confirmed, no case yet")}
    return "; ".join(
        [first, tier, count] if cases else [first, tier, str(silent.get(How(how)) if how else _("no case yet"))]
    )
