"""Issues as the scan would raise them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.cast import account, contact

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.emerging.models import EmergingIssue, Report
from andon.emerging.numbers import next_number
from andon.kit import clock
from andon.kit.ids import new_id
from andon.people.models import Team, User

Raise = Callable[..., EmergingIssue]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def reported(number: int, team: Team) -> Case:
    shop = account(f"shop{number}", f"Shop {number}")
    who = contact(f"Customer {number}", f"c{number}@shop{number}.example", shop)
    given = CaseIn(title=f"Checkout hangs, {number}", body="It hangs <b>since</b> nine.", contact=who, team=team)
    return open_case(given, by=who.actor)


@pytest.fixture
def raised(care: Team, checkout: Service) -> Raise:
    """`raised(5)`: an issue of five cases."""

    def make(count: int = 4, *, first: int = 1, level: str = "emerging", **more: Any) -> EmergingIssue:
        now = clock.now()
        id = new_id()
        issue = EmergingIssue.objects.create(
            id=id,
            number=next_number(),
            level=level,
            scan_name=str(id),
            words=["checkout", "hangs"],
            since=now - timedelta(minutes=30),
            raised_at=now,
            last_report_at=now,
            report_count=count,
            reporter_count=count,
            observed=count,
            expected=0.4,
            scale_minutes=30,
            log_p=-20,
            service=checkout,
            **more,
        )
        for number in range(first, first + count):
            case = reported(number, care)
            Report.objects.create(
                subject_kind="case", subject_id=case.id, at=now, reporter=f"contact:{case.contact_id}",
                verified=True, issue=issue,
            )  # fmt: skip
        return issue

    return make
