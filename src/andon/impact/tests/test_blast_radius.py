"""Whom the reports come from: found among all accounts by a worker, in words and bars, to those who may read it."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY

from andon.customers.actions.define_attribute import define_attribute
from andon.customers.models import Account
from andon.impact.actions.ask_blast_radius import ask_blast_radius
from andon.impact.actions.find_blast_radius import find_blast_radius
from andon.impact.due import forget_selections
from andon.impact.models import BlastRadius, Selection
from andon.impact.reads.blast_radius_of import blast_radii
from andon.impact.tests.conftest import MakeAccount, Report, address, signed_in
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.say_who_is_hit import say_who_is_hit
from andon.incidents.actions.unlink_case import unlink_case
from andon.incidents.models import AffectedAccount, Incident
from andon.people.models import User
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db

PLATFORMS = ("Android/5/5.1", "Android/9", "Android/12", "iOS/17", "Web", "Web")
COUNTRIES = ("PT", "DE", "GB", "ES", "FR", "SE", "IT")


@pytest.fixture
def base(make_account: MakeAccount) -> list[Account]:
    """210 accounts; ten of them have old tablets in southern Europe."""
    define_attribute(key="platform", label="Platform", kind="cat", hierarchy=True, by=NOBODY)
    define_attribute(key="version", label="App version", kind="version", by=NOBODY)
    define_attribute(key="features", label="Feature", kind="cat", many=True, by=NOBODY)
    define_attribute(key="shops", label="Shops", kind="num", by=NOBODY)
    return [
        make_account(
            number,
            COUNTRIES[number % 7],
            platform=PLATFORMS[number % 6],
            version=("7.4.2", "7.4.1", "7.3.9", "6.9")[number % 4],
            features=["Vouchers"] if number % 3 else ["Vouchers", "Returns"],
            shops=number % 30,
        )
        for number in range(210)
    ]


@pytest.fixture
def hit(base: list[Account]) -> list[Account]:
    """Those with old tablets in southern Europe."""
    return [one for one in base if one.attributes["platform"] == "Android/5/5.1" and one.region in ("PT", "ES", "IT")]


@pytest.fixture
def reported(
    incident: Incident, hit: list[Account], report: Report, alice: User, move_clock: MoveClock
) -> Callable[[int], None]:
    def go(count: int) -> None:
        link_cases(incident, [report(one) for one in hit[:count]], by=alice.actor)
        move_clock.forward(seconds=1)
        move_clock.forward(seconds=10)

    return go


def test_it_says_whom_it_hits(reported: Callable[[int], None], incident: Incident, alice: User, hit: Any) -> None:
    reported(10)
    radius = blast_radii([incident.subject])[incident.subject]
    assert radius.said is not None
    assert "10 of 11 reports" in radius.said.before
    assert radius.said.segment == "with Platform Android 5.1 in southern Europe"
    assert radius.said.percent >= 90
    assert not radius.said.is_hint
    assert radius.table is not None
    assert radius.table["inside"] == len(hit)
    assert {"Platform", "Region"} <= {one.label for one in radius.bars}
    shown = signed_in(alice).get(address(incident)).content.decode()
    for text in ("with Platform Android 5.1 in southern Europe", 'class="twobar"', "Not a factor", "Table"):
        assert text in shown


def test_the_silent_ones_are_inferred(reported: Callable[[int], None], incident: Incident, hit: Any) -> None:
    reported(10)
    silent = set(AffectedAccount.objects.filter(incident=incident, how="inferred").values_list("account", flat=True))
    assert silent == {one.id for one in hit[10:]}


def test_what_somebody_said_of_an_account_stays(
    reported: Callable[[int], None], incident: Incident, hit: list[Account], alice: User
) -> None:
    say_who_is_hit(incident, [hit[-1].id], how="spared", by=alice.actor)
    say_who_is_hit(incident, [hit[-2].id], how="confirmed", by=alice.actor)
    reported(9)
    how = dict(AffectedAccount.objects.filter(incident=incident).values_list("account", "how"))
    assert (how[hit[-1].id], how[hit[-2].id]) == ("spared", "confirmed")


def test_few_reports_are_a_first_hint_that_infers_nobody(
    reported: Callable[[int], None], incident: Incident, alice: User
) -> None:
    reported(6)
    radius = blast_radii([incident.subject])[incident.subject]
    if radius.said:
        assert radius.said.is_hint
        assert "first hint" in signed_in(alice).get(address(incident)).content.decode()
    assert not AffectedAccount.objects.exists()


def test_two_are_too_few(incident: Incident, alice: User, move_clock: MoveClock, base: Any) -> None:
    move_clock.forward(seconds=1)
    move_clock.forward(seconds=10)
    shown = signed_in(alice).get(address(incident)).content.decode()
    assert "1 account has reported: too few to say whom it hits" in shown


def test_reports_from_everywhere_name_no_segment(
    incident: Incident, base: list[Account], report: Report, alice: User, move_clock: MoveClock
) -> None:
    link_cases(incident, [report(one) for one in base[::13]], by=alice.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(seconds=10)
    radius = blast_radii([incident.subject])[incident.subject]
    assert radius.said is None or radius.said.percent < 90
    assert not AffectedAccount.objects.exists() or radius.said is not None


def test_ten_reports_at_once_are_looked_at_once(
    incident: Incident, hit: list[Account], report: Report, alice: User, move_clock: MoveClock, run_due_work: Any
) -> None:
    for one in hit[:5]:
        link_cases(incident, [report(one)], by=alice.actor)
        move_clock.to(move_clock_now())
    run_due_work()
    assert DueWork.objects.filter(task="impact.find_blast_radius", args__subject__startswith="incident").count() == 1


def move_clock_now() -> Any:
    from andon.kit import clock

    return clock.now()


def test_the_same_again_finds_nothing_anew(reported: Callable[[int], None], incident: Incident) -> None:
    reported(10)
    before = BlastRadius.objects.get(subject_kind="incident")
    again = find_blast_radius(incident.subject)
    assert (again.id, again.digest, again.changed_at) == (before.id, before.digest, before.changed_at)


def test_an_unlinked_case_is_taken_out(
    reported: Callable[[int], None], incident: Incident, alice: User, move_clock: MoveClock
) -> None:
    reported(10)
    before = BlastRadius.objects.get(subject_kind="incident").reports
    link = incident.case_links.filter(case__account__external_id__startswith="a-").select_related("case").first()
    assert link is not None
    unlink_case(incident, link.case, by=alice.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(seconds=10)
    assert BlastRadius.objects.get(subject_kind="incident").reports == before - 1


def test_chosen_cases_are_asked_about(
    hit: list[Account], report: Report, alice: User, bob: User, rita: User, relay: Any, move_clock: MoveClock
) -> None:
    cases = [report(one) for one in hit[:9]]
    client = signed_in(alice)
    asked = client.post(reverse("impact:ask_blast_radius"), {"case": [case.ref for case in cases]})
    assert asked.status_code == 302
    assert "A worker looks through all customers" in client.get(asked.url).content.decode()
    move_clock.forward(seconds=10)
    assert "with Platform Android 5.1" in client.get(asked.url).content.decode()
    assert signed_in(bob).get(asked.url).status_code == 404
    assert signed_in(rita).post(reverse("impact:ask_blast_radius")).status_code == 403
    assert client.get(reverse("impact:ask_blast_radius")).status_code == 405
    none = client.post(reverse("impact:ask_blast_radius"), {})
    assert none.url == reverse("cases:inbox")


def test_chosen_cases_are_forgotten(
    report: Report, acme: Account, alice: User, relay: Any, move_clock: MoveClock
) -> None:
    ask_blast_radius([report(acme)], by=alice.actor)
    move_clock.forward(seconds=10)
    assert BlastRadius.objects.filter(subject_kind="selection").count() == 1
    move_clock.forward(days=31)
    forget_selections()
    assert not Selection.objects.exists()
    assert not BlastRadius.objects.exists()
