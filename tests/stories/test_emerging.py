"""Many tell the same before any monitor fires: one emerging issue, confirmed with one click, with all that was told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import MoveClock

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.actions.erase_contact import erase_contact
from andon.emerging.actions.confirm_issue import confirm_issue
from andon.emerging.actions.dismiss_issue import dismiss_issue
from andon.emerging.actions.link_issue import link_issue
from andon.emerging.actions.merge_issues import merge_issues
from andon.emerging.actions.split_issue import split_issue
from andon.emerging.memory import forget_memory
from andon.emerging.models import EmergingIssue, Report
from andon.impact.models import BlastRadius
from andon.incidents.reads.linked_cases import linked_cases
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.notifications.models import Notice
from andon.paging.models import Page, Policy
from andon.people.models import Team, User
from andon.signals.actions.receive_signals import receive_signals
from andon.signals.signal_in import SignalIn
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, access, account, contact
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
RunDueWork = Callable[[], int]
EVERYDAY = [
    "How do I change the delivery address of my order?",
    "Please send me the invoice for last month once more",
    "Where can I download the manual of the coffee grinder?",
    "The colour of the jacket differs from the picture in the shop",
    "I would like to cancel my newsletter subscription",
    "Which size of the walking boots fits a small foot?",
    "My parcel has not arrived, the tracking says it is in Lyon",
    "Can a gift card be used twice in the store?",
]


@pytest.fixture
def last_days(move_clock: MoveClock, run_due_work: RunDueWork, relay: MailRelay) -> MoveClock:
    """Three ordinary days: every hour somebody else says something else."""
    forget_memory()
    now = clock.now()
    said = [
        SignalIn(
            text=EVERYDAY[number % len(EVERYDAY)],
            source="forum",
            author_handle=f"guest{number}",
            happened_at=now - timedelta(hours=number, minutes=number * 7 % 60),
            verified=True,
        )
        for number in range(72, 0, -1)
    ]
    receive_signals(said, by=NOBODY)
    run_due_work()
    return move_clock


def report(number: int, care: Team, text: str = "", *, verified: bool = True) -> Case:
    who = contact(f"Customer {number}", f"c{number}@shop{number}.example", account(f"shop{number}", f"Shop {number}"))
    title = text or f"Checkout hangs at the payment step, order {number}"
    given = CaseIn(
        title=title,
        body="The checkout page hangs after I pay.",
        contact=who,
        team=care,
        verified=verified,
        receipt=False,
    )
    return open_case(given, by=who.actor)


def report_many(count: int, care: Team, days: MoveClock, *, first: int = 1, verified: bool = True) -> list[Case]:
    found = []
    for number in range(first, first + count):
        found.append(report(number, care, verified=verified))
        days.forward(minutes=2)
    return found


def test_an_ordinary_day_raises_nothing(last_days: MoveClock) -> None:
    assert Report.objects.count() == 72
    assert not EmergingIssue.objects.exists()


def test_many_tell_the_same(
    last_days: MoveClock, care: Team, alice: User, mei: User, omar: User, checkout: Service, on_call: Policy
) -> None:
    cases = report_many(8, care, last_days)
    (issue,) = EmergingIssue.objects.all()
    assert (issue.level, issue.state) == ("emerging", "open")
    assert issue.reporter_count == issue.report_count == 8
    assert {"checkout", "hangs"} <= set(issue.words)
    assert issue.service == checkout
    assert Notice.objects.filter(user=mei, kind="emerging.emerging").count() == 1
    last_days.forward(minutes=1)
    assert BlastRadius.objects.get(subject_kind="emerging", subject_id=issue.id).reports == 8
    raised = RecordedFact.objects.filter(kind="emerging.IssueRaised", subject_id=issue.id)
    assert {fact.body.level for fact in raised} >= {"emerging"}

    incident = confirm_issue(issue, title="Checkout hangs", services=[], access=access(mei))
    assert set(linked_cases(incident)) == set(cases)
    last_days.forward(minutes=1)
    assert Page.objects.filter(user=omar).exists()
    issue.refresh_from_db()
    assert (issue.state, issue.incident) == ("confirmed", incident)
    with pytest.raises(Conflict):
        confirm_issue(issue, title="Again", services=[checkout], access=access(mei))

    (late,) = report_many(1, care, last_days, first=20)
    assert Report.objects.get(subject_id=late.id).issue == issue
    assert late not in set(linked_cases(incident))
    assert link_issue(issue, incident, access=access(mei)) == [late]
    assert EmergingIssue.objects.count() == 1


def test_one_person_repeating_herself_is_nothing(last_days: MoveClock, care: Team) -> None:
    who = contact("Dana Whitfield", "dana@acme.example", account("acme", "Acme"))
    for number in range(8):
        given = CaseIn(
            title=f"Checkout hangs, try {number}",
            body="It hangs.",
            contact=who,
            team=care,
            verified=True,
            receipt=False,
        )
        open_case(given, by=who.actor)
        last_days.forward(minutes=2)
    assert not EmergingIssue.objects.exists()


def test_strangers_raise_a_watch_only(last_days: MoveClock, care: Team, mei: User) -> None:
    report_many(9, care, last_days, verified=False)
    (issue,) = EmergingIssue.objects.all()
    assert issue.level == "watch"
    assert not Notice.objects.filter(kind="emerging.emerging").exists()


def test_a_worker_that_starts_anew_goes_on_where_the_last_one_was(last_days: MoveClock, care: Team) -> None:
    report_many(5, care, last_days)
    was = dict(Report.objects.exclude(issue=None).values_list("subject_id", "issue__number"))
    forget_memory()
    report_many(3, care, last_days, first=6)
    (issue,) = EmergingIssue.objects.all()
    assert issue.report_count == 8
    now = dict(Report.objects.exclude(issue=None).values_list("subject_id", "issue__number"))
    assert was.items() <= now.items()


def test_dismissed_stays_silent(last_days: MoveClock, care: Team, alice: User) -> None:
    report_many(7, care, last_days)
    issue = EmergingIssue.objects.get()
    dismiss_issue(issue, reason="usual", by=alice.actor)
    report_many(6, care, last_days, first=10)
    issue.refresh_from_db()
    assert (issue.state, issue.report_count) == ("dismissed", 7)
    assert EmergingIssue.objects.count() == 1


def test_split_and_merge(last_days: MoveClock, care: Team, alice: User) -> None:
    cases = report_many(8, care, last_days)
    issue = EmergingIssue.objects.get()
    other = split_issue(issue, reports=[case.subject for case in cases[:3]], by=alice.actor)
    assert other is not None
    issue.refresh_from_db()
    assert (issue.report_count, other.reports.count()) == (5, 3)
    merge_issues(issue, other, by=alice.actor)
    issue.refresh_from_db()
    other.refresh_from_db()
    assert (issue.report_count, other.state, other.merged_into) == (8, "merged", issue)
    split_issue(issue, reports=[cases[0].subject], by=alice.actor, apart=False)
    assert Report.objects.get(subject_id=cases[0].id).issue is None
    report_many(1, care, last_days, first=20)
    issue.refresh_from_db()
    assert issue.report_count == 8


def test_an_erased_person_is_no_longer_named(last_days: MoveClock, care: Team, ada: User) -> None:
    cases = report_many(6, care, last_days)
    who = cases[0].contact
    assert who is not None
    erase_contact(who, by=ada.actor)
    assert not Report.objects.filter(reporter=f"contact:{who.id}").exists()
    assert EmergingIssue.objects.get().reports.count() == 6


def test_nobody_tells_it_any_more(last_days: MoveClock, care: Team) -> None:
    report_many(6, care, last_days)
    last_days.forward(hours=11)
    assert EmergingIssue.objects.get().state == "open"
    last_days.forward(hours=2)
    assert EmergingIssue.objects.get().state == "over"
