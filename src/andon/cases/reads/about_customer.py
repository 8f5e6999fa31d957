"""Who the customer of a case is, for whoever answers her."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from andon.cases.models import BlockedSender, Case, Grant, Obligation, Participant, ProposedCopy
from andon.cases.models.obligation import Kind, State
from andon.cases.portal_link import PURPOSE
from andon.channels.models import Suppression
from andon.customers.models import AttributeDefinition, ContactPoint
from andon.customers.models.contact import may_see_contact_data
from andon.customers.reads.said import said
from andon.kit import clock
from andon.people.access import Access
from andon.people.links import count_open_links

MOST_CASES = 5


@dataclass(frozen=True, slots=True)
class AboutCustomer:
    """`attributes` are those of the day on which the case was opened; `open_links` lead to it in the portal."""

    local_time: datetime | None
    points: list[ContactPoint]
    attributes: list[tuple[str, str]]
    last_cases: list[Case]
    follow_ups: list[Case]
    copies: list[Participant]
    colleagues: list[Participant]
    grants: list[Grant]
    owed: list[Obligation]
    settled: list[Obligation]
    blocked: list[BlockedSender]
    open_links: int
    proposed: list[ProposedCopy]
    stopped: list[Suppression]


def about_customer(homes: Sequence[Case], there: Collection[str], access: Access) -> AboutCustomer:
    """A fixed number of queries. Addresses only for those who answer customers.

    `homes`: the case, and those merged into it; in copy is who gets the answers of the case itself. `there`: see
    `there_is`.
    """
    case = homes[0]
    sees_contact = may_see_contact_data(access)
    points = list(ContactPoint.objects.filter(contact=case.contact)) if case.contact and sees_contact else []
    people = list(Participant.objects.filter(case__in=homes).select_related("contact", "user"))
    ledger = _ledger(homes) if "obligations" in there else []
    emails = [point.value for point in points if point.kind == "email"]
    written_to = emails + [one.address for one in people if one.address]
    return AboutCustomer(
        local_time=clock.now().astimezone(ZoneInfo(case.account.time_zone)) if case.account else None,
        points=points,
        attributes=_attributes(homes),
        last_cases=_last_cases(case, access),
        follow_ups=_follow_ups(homes, access) if "follow_ups" in there else [],
        copies=[one for one in people if one.address and one.case_id == case.id] if sees_contact else [],
        colleagues=list({one.user_id: one for one in people if one.user}.values()),
        grants=_grants(homes) if "grants" in there else [],
        owed=[one for one in ledger if one.state == State.OWED],
        settled=[one for one in ledger if one.state != State.OWED],
        blocked=list(BlockedSender.objects.filter(address__in=emails)) if "blocked" in there else [],
        open_links=count_open_links(PURPOSE, *(home.subject for home in homes)) if "links" in there else 0,
        proposed=_proposed(homes, people) if sees_contact and "proposed" in there else [],
        stopped=list(Suppression.objects.filter(address__in=written_to)) if "stopped" in there and sees_contact else [],
    )


def _ledger(homes: Sequence[Case]) -> list[Obligation]:
    """What is owed to her; the questions of engineers stand above her case."""
    return list(Obligation.objects.filter(case__in=homes).exclude(kind=Kind.ANSWER).select_related("contact"))


def _grants(homes: Sequence[Case]) -> list[Grant]:
    return list(Grant.objects.filter(case__in=homes).select_related("user", "team").order_by("granted_at"))


def _follow_ups(homes: Sequence[Case], access: Access) -> list[Case]:
    return list(Case.objects.visible_to(access).filter(follow_up_of__in=homes).order_by("number"))


def _proposed(homes: Sequence[Case], people: Sequence[Participant]) -> list[ProposedCopy]:
    """Each address once, and none that gets the answers of the case already."""
    there = {one.address for one in people if one.case_id == homes[0].id}
    found = ProposedCopy.objects.filter(case__in=homes)
    return list({one.address: one for one in found if one.address not in there}.values())


def _last_cases(case: Case, access: Access) -> list[Case]:
    if not case.account_id and not case.contact_id:
        return []
    hers = Q(account_id=case.account_id) if case.account_id else Q(contact_id=case.contact_id)
    others = Case.objects.visible_to(access).filter(hers).exclude(id=case.id).select_related("contact")
    return list(others.order_by("-opened_at")[:MOST_CASES])


def _attributes(homes: Sequence[Case]) -> list[tuple[str, str]]:
    """Of the day on which each was opened; where they differ, the survivor's."""
    kept: dict[str, Any] = {}
    for home in reversed(homes):
        kept |= home.snapshot.get("attributes") or {}
    if not kept:
        return []
    labels = dict(AttributeDefinition.objects.values_list("key", "label"))
    return sorted((labels.get(key, key), said(value)) for key, value in kept.items())
