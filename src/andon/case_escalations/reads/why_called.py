"""What a page of escalations says: what is escalated, for whom, how long she waits, and why."""

from collections.abc import Sequence
from datetime import datetime

from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.rules.call_words import Called, detail, headline
from andon.cases.models import Case
from andon.customers.models import Account
from andon.paging.rules.why import Why
from andon.people.models import User
from andon.timeline.actor import Actor


def why_called(raised: Sequence[CaseEscalation]) -> Why:
    """Of those that one run speaks for, all asked for in one act; one query."""
    first = raised[0]
    called = [called_of(one) for one in raised]
    person = Actor.parse(first.asked_by).user_id
    name = User.objects.filter(id=person).values_list("name", flat=True).first() if person else None
    said = detail(called, reason=first.reason, asker=name or "A program")
    return Why(headline=headline(first.kind.name, called), detail=said)


def called_of(one: CaseEscalation) -> Called:
    case = (one.case.merged_into or one.case) if one.case else None
    account = case.account if case else one.account
    return Called(
        name=f"{case.ref} {case.title}" if case else (account.name if account else ""),
        account=account.name if account else "",
        tier=account.get_tier_display().lower() if account else "",
        owner=case.owner.name if case and case.owner else "",
        waits_since=waits_since(case) if case else longest_waiting(account),
    )


def waits_since(case: Case) -> datetime | None:
    """When she wrote last without an answer of ours; None while we wait for her or it is over."""
    if case.status not in ("new", "open"):
        return None
    wrote, replied = case.last_customer_at or case.opened_at, case.last_reply_at
    return wrote if replied is None or wrote > replied else None


def longest_waiting(account: Account | None) -> datetime | None:
    if account is None:
        return None
    cases = Case.objects.standing().filter(account=account, status__in=("new", "open"))
    return min(filter(None, (waits_since(case) for case in cases)), default=None)
