"""The curve on the incident: what it says, when, to whom; and what it costs."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection
from django.test.utils import CaptureQueriesContext

from andon.alerts.models import ChangeEvent
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.impact.actions.judge_reports import judge_reports
from andon.impact.actions.note_fix import note_fix
from andon.impact.actions.take_fix_back import take_fix_back
from andon.impact.models import Fix, Outlook
from andon.impact.tests.conftest import MakeAccount, Report, address, signed_in
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.reopen_incident import reopen_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.models import Incident
from andon.incidents.reads.event_words import what_happened
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.people.models import User
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(
    move_clock: MoveClock, incident: Incident, report: Report, make_account: MakeAccount, alice: User
) -> Callable[..., None]:
    """`many(20, every=1.5)`: accounts report one after the other, so many minutes apart."""

    def go(count: int, *, every: float, start: int = 0) -> None:
        cases = []
        for number in range(start, start + count):
            move_clock.to(clock.now() + timedelta(minutes=every))
            cases.append(report(make_account(number)))
        link_cases(incident, cases, by=alice.actor)
        move_clock.forward(seconds=1)
        move_clock.forward(seconds=10)

    return go


def test_it_gets_worse_and_says_so(many: Any, incident: Incident, alice: User) -> None:
    many(6, every=4)
    many(14, every=0.6, start=6)
    outlook = judge_reports(incident.id)
    assert outlook is not None
    assert (outlook.word, outlook.reporters) == ("worse", 21)
    shown = signed_in(alice).get(address(incident)).content.decode()
    assert "Getting worse" in shown
    assert 'class="chart curve"' in shown
    assert "The numbers behind it" in shown
    assert "No fix is noted yet" in shown
    assert "The report curve: getting worse" in [
        one.text for one in what_happened(incident.subject, seen_by=["agents"])
    ]


def test_the_fix_is_judged_by_the_minute(
    many: Any, incident: Incident, alice: User, omar: User, move_clock: MoveClock
) -> None:
    many(40, every=1)
    note_fix(incident, what="7.4.3 is out", by=omar.actor)
    move_clock.forward(minutes=2)
    assert Outlook.objects.get().fix_word == "early"
    shown = signed_in(alice).get(address(incident)).content.decode()
    assert "Too early to tell whether the fix works" in shown
    assert "It can be told at about" in shown
    for _look in range(5):
        move_clock.forward(minutes=9)
    outlook = Outlook.objects.get()
    assert outlook.fix_word == "verified"
    assert outlook.fix_seen == 0
    shown = signed_in(alice).get(address(incident)).content.decode()
    assert "The fix works" in shown
    assert "7.4.3 is out" in shown


def test_who_reports_again_after_it_speaks_against_it(
    many: Any, incident: Incident, report: Report, alice: User, omar: User, move_clock: MoveClock
) -> None:
    many(40, every=1)
    note_fix(incident, what="7.4.3 is out", by=omar.actor)
    first = Case.objects.order_by("number").select_related("account")
    for case in list(first[:6]):
        move_clock.forward(minutes=3)
        assert case.account is not None
        link_cases(incident, [report(case.account)], by=alice.actor)
    move_clock.forward(minutes=25)
    outlook = Outlook.objects.get()
    assert outlook.still_broken == 6
    assert outlook.fix_word != "verified"
    assert "6 customers say it is still broken." in signed_in(alice).get(address(incident)).content.decode()


def test_a_fix_from_before_it_was_reopened_counts_no_more(
    incident: Incident, omar: User, move_clock: MoveClock, run_due_work: Callable[[], int]
) -> None:
    fix = note_fix(incident, what="restarted", by=omar.actor)
    move_clock.forward(minutes=5)
    assert Outlook.objects.get().fix_at == fix.at
    resolve_incident(incident, by=omar.actor)
    move_clock.forward(minutes=5)
    reopen_incident(incident, by=omar.actor)
    run_due_work()
    assert Outlook.objects.get().fix_at is None


def test_it_is_looked_at_each_minute_until_it_is_over(incident: Incident, omar: User, move_clock: MoveClock) -> None:
    move_clock.forward(minutes=1)
    waiting = DueWork.objects.filter(task="impact.look_at_reports")
    assert waiting.get().run_at == clock.now() + timedelta(minutes=1)
    resolve_incident(incident, by=omar.actor)
    move_clock.forward(minutes=1)
    assert not waiting.exists()


def test_what_a_fix_refuses(incident: Incident, omar: User, move_clock: MoveClock) -> None:
    move_clock.forward(minutes=10)
    with pytest.raises(Invalid) as future:
        note_fix(incident, what="soon", at=clock.now() + timedelta(hours=1), by=omar.actor)
    assert "at" in future.value.faults
    with pytest.raises(Invalid):
        note_fix(incident, what="before", at=clock.now() - timedelta(days=1), by=omar.actor)
    with pytest.raises(Invalid) as nothing:
        note_fix(incident, what="  ", by=omar.actor)
    assert "what" in nothing.value.faults
    fix = note_fix(incident, what="rollback", at=clock.now() - timedelta(minutes=5), by=omar.actor)
    assert take_fix_back(fix, by=omar.actor).taken_back_at
    assert take_fix_back(fix, by=omar.actor).taken_back_at
    resolve_incident(incident, by=omar.actor)
    with pytest.raises(Conflict):
        note_fix(incident, what="late", by=omar.actor)


def test_the_screen_notes_a_fix_and_takes_it_back(incident: Incident, omar: User, rita: User) -> None:
    client = signed_in(omar)
    bad = client.post(address(incident, "impact:note_fix"), {"what": ""})
    assert bad.status_code == 422
    assert client.post(address(incident, "impact:note_fix"), {"what": "rollback"}).status_code == 302
    fix = Fix.objects.get()
    taken = address(incident, "impact:take_fix_back", fix.id)
    assert client.get(taken).status_code == 405
    assert signed_in(rita).post(taken).status_code == 403
    assert client.post(taken).status_code == 302
    fix.refresh_from_db()
    assert fix.taken_back_at
    assert signed_in(rita).post(address(incident, "impact:note_fix"), {"what": "x"}).status_code == 403


def test_changes_before_it_are_candidates(
    incident: Incident, checkout: Service, alice: User, rita: User, move_clock: MoveClock
) -> None:
    now = incident.declared_at
    for minutes, words in ((400, "old config"), (12, "checkout 7.4.2"), (-5, "rollback")):
        ChangeEvent.objects.create(service=checkout, kind="deploy", summary=words, at=now - timedelta(minutes=minutes))
    move_clock.to(now + timedelta(minutes=10))
    shown = signed_in(alice).get(address(incident)).content.decode()
    assert shown.index("checkout 7.4.2") < shown.index("old config") < shown.index("rollback")
    assert "12 min before the first sign" in shown
    assert "checkout 7.4.2" not in signed_in(rita).get(address(incident)).content.decode()


def test_more_reports_cost_no_more_queries(many: Any, incident: Incident, alice: User) -> None:
    client = signed_in(alice)
    counts = []
    for start in (0, 12):
        many(12, every=1, start=start)
        client.get(address(incident))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(incident))
        counts.append(Counter(re.sub(r"'[^']*'|\$?\d+|IN \([^)]*\)", "?", one["sql"]) for one in queries))
    assert counts[0] == counts[1]
