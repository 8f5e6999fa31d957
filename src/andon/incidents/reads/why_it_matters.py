"""Why an incident matters: cases, accounts, tiers, money, and the customers' own words."""

from decimal import Decimal
from functools import reduce
from uuid import UUID

from andon.cases.models import Case
from andon.conversations.models import Message
from andon.customers.models import Account
from andon.incidents.models import Incident
from andon.kit.text import excerpt
from andon.paging.rules.tiers import higher_tier
from andon.paging.rules.why import Quote, Why
from andon.ui.templatetags.ui import short_number

from .linked_cases import linked_cases
from .what_hangs_on_it import what_hangs_on_it

MOST_QUOTES = 3


def why_it_matters(incident: Incident, *, hangs_on_it: bool = True) -> Why:
    """From the linked cases as they are now; three queries, and those of higher rooms for what else hangs on it."""
    cases = list(linked_cases(incident).order_by("opened_at"))
    accounts = {case.account_id: case.account for case in cases if case.account}
    return Why(
        headline=incident.title,
        severity=incident.severity,
        cases=len(cases),
        accounts=len(accounts),
        strategic=sum(account.is_strategic for account in accounts.values()),
        money=_money(list(accounts.values())),
        detail=incident.condition,
        also=what_hangs_on_it(incident) if hangs_on_it else (),
        quotes=_quotes(cases),
    )


def highest_tier(incident: Incident) -> str:
    """Of the accounts whose cases are linked; "" without one."""
    tiers = linked_cases(incident).filter(account__isnull=False).values_list("account__tier", flat=True)
    return reduce(higher_tier, tiers.order_by().distinct(), "")


def why_for_account(incident: Incident, account: Account) -> Why:
    """Why it matters to who looks after one account: her customer's cases, money and words alone."""
    cases = list(linked_cases(incident).filter(account=account).order_by("opened_at"))
    return Why(
        headline=f"{account.name}: {incident.title}",
        severity=incident.severity,
        cases=len(cases),
        accounts=1,
        strategic=int(account.is_strategic),
        money=_money([account]),
        detail=incident.condition,
        quotes=_quotes(cases),
    )


def _money(accounts: list[Account]) -> str:
    """The yearly value by currency, the largest first."""
    sums: dict[str, Decimal] = {}
    for account in accounts:
        sums[account.currency] = sums.get(account.currency, Decimal(0)) + account.yearly_value
    ordered = sorted(sums.items(), key=lambda one: one[1], reverse=True)
    return " and ".join(f"{currency} {short_number(amount)}" for currency, amount in ordered if amount)


def _quotes(cases: list[Case]) -> list[Quote]:
    """The first words of the first reporters, strategic ones first, names left out."""
    chosen = sorted(cases, key=lambda case: (case.tier != "strategic", case.opened_at))[:MOST_QUOTES]
    through = _read_through([case.id for case in chosen])
    first: dict[UUID, Message] = {}
    said = Message.objects.standing().filter(
        thread__subject_kind="case", thread__subject_id__in=list(through), author_kind="contact"
    )
    for message in said.select_related("thread").order_by("-written_at"):
        first[through[message.thread.subject_id]] = message
    return [Quote(text=excerpt(first[case.id].body, 160), who=_who(case)) for case in chosen if case.id in first]


def _read_through(cases: list[UUID]) -> dict[UUID, UUID]:
    """Per case in whose thread something may stand the one of these through which it is read; one query."""
    rows = Case.objects.with_homes(cases).order_by().values_list("id", "merged_into_id")
    return {id: id if id in cases else into or id for id, into in rows}


def _who(case: Case) -> str:
    if case.account is None:
        return "a reporter"
    return f"{case.account.get_tier_display()} account" + (f", {case.account.region}" if case.account.region else "")
