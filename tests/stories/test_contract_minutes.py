"""A contract's minutes while an incident runs: they shrink, people are told in time, the order is right."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.contracts.actions.correct_minutes import correct_minutes
from andon.contracts.actions.put_contracts import put_contracts
from andon.contracts.actions.settle_credit import settle_credit
from andon.contracts.actions.take_correction_back import take_correction_back
from andon.contracts.contract_in import ContractIn, StepIn
from andon.contracts.models import Contract, Milestone
from andon.contracts.reads.figures import figure_of, past_figures
from andon.contracts.reads.restore_order import restore_order
from andon.contracts.rules.judge import Figure
from andon.conversations.models import Message
from andon.customers.models import Account, Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.mitigate_incident import mitigate_incident
from andon.incidents.actions.reopen_incident import reopen_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.set_severity import set_severity
from andon.incidents.actions.unlink_case import unlink_case
from andon.incidents.models import Incident
from andon.notifications.models import Notice
from andon.paging.models import Escalation, Policy
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, account, contact
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
RunDueWork = Callable[[], int]
NINE = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
STEPS = [
    StepIn(below=Decimal("99.9"), percent=Decimal(10)),
    StepIn(below=Decimal("99.5"), percent=Decimal(30)),
]


def promise(to: Account, target: str = "99.9", fee: int = 40_000, **more: Any) -> Contract:
    given = ContractIn(
        account=to,
        external_id=f"gold-{to.external_id}",
        name="Gold",
        valid_from=date(2026, 1, 1),
        target=Decimal(target),
        fee=Decimal(fee),
        **{"steps": STEPS, **more},
    )
    (put,) = put_contracts([given], by=NOBODY)
    return put


def report(who: Contact, care: Team, title: str = "Checkout hangs") -> Case:
    return open_case(
        CaseIn(title=title, body=f"{title} today", contact=who, team=care, verified=True, receipt=False), by=who.actor
    )


def now_of(contract: Contract) -> Figure:
    figure = figure_of(contract).figure
    assert figure is not None
    return figure


def used(contract: Contract) -> float:
    return round(now_of(contract).used.total_seconds() / 60, 2)


@pytest.fixture
def gold(acme: Account) -> Contract:
    return promise(acme)


@pytest.fixture
def bella(db: None) -> Account:
    return account("bella", "Bellavista", yearly_value=Decimal(90_000))


@pytest.fixture
def giulia(bella: Account) -> Contact:
    return contact("Giulia Rinaldi", "giulia@bellavista.example", bella)


@pytest.fixture
def incident(
    move_clock: MoveClock,
    gold: Contract,
    dana: Contact,
    care: Team,
    alice: User,
    checkout: Service,
    on_call: Policy,
    relay: MailRelay,
    run_due_work: RunDueWork,
) -> Incident:
    made = declare_incident(title="Checkout hangs", services=[checkout], cases=[report(dana, care)], by=alice.actor)
    run_due_work()
    return made


def notices(relay: MailRelay, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in relay.to(address) if "minutes are used" in str(mail["Subject"])]


def test_minutes_shrink_while_it_runs_and_the_next_month_starts_fresh(
    incident: Incident, gold: Contract, alice: User, move_clock: MoveClock
) -> None:
    assert used(gold) == 0
    move_clock.forward(minutes=20)
    figure = now_of(gold)
    assert figure.left == timedelta(minutes=23.2)
    assert figure.breach_at == NINE + timedelta(minutes=43.2)
    resolve_incident(incident, by=alice.actor)
    move_clock.forward(hours=5)
    figure = now_of(gold)
    assert figure.left == timedelta(minutes=23.2)
    assert figure.breach_at is None
    move_clock.to(datetime(2026, 12, 1, 0, 0, tzinfo=UTC))
    figure = now_of(gold)
    assert (figure.used, figure.owed) == (timedelta(), 0)
    assert past_figures(gold)[0][1].used == timedelta(minutes=20)


def test_each_rung_is_told_once_on_the_line_and_by_notice(
    incident: Incident, gold: Contract, omar: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    from andon.paging.actions.acknowledge import acknowledge

    acknowledge(Escalation.objects.get(), by=omar.actor)
    move_clock.forward(minutes=22)
    move_clock.forward(minutes=5)
    assert notices(relay, "omar@fernhill.example") == ["Acme Outdoor: 50 % of the contract’s minutes are used"]
    move_clock.forward(minutes=6)
    listed = Notice.objects.filter(kind="contracts.minutes", headline__contains="75 %")
    assert {one.user.name for one in listed} == {"Omar Haddad", "Alice Moreau"}
    move_clock.forward(minutes=5)
    said = "Acme Outdoor: 75 % of the contract’s minutes are used"
    assert notices(relay, "omar@fernhill.example")[1:] == [said]
    assert notices(relay, "alice@fernhill.example")[1:] == [said]
    move_clock.forward(minutes=1)
    assert len(notices(relay, "omar@fernhill.example")) == 2
    (line,) = Message.objects.filter(thread__subject_id=incident.id, body__contains="75 %")
    assert line.seen_by == "engineering"
    assert "10 min left of 43, breach at 09:43, then EUR 4,000" in line.body
    fact = RecordedFact.objects.get(kind="contracts.RungReached", stored__rung=75)
    assert incident.subject.key in fact.about
    assert f"account:{gold.account_id}" in fact.about
    assert fact.seen_by != "customer"


def test_the_breach_passes_and_what_is_owed_is_right(incident: Incident, gold: Contract, move_clock: MoveClock) -> None:
    figure = now_of(gold)
    assert figure.owed_after(timedelta(minutes=43)) == 0
    assert figure.owed_after(timedelta(minutes=44)) == 4000
    assert figure.owed_after(timedelta(minutes=217)) == 12_000
    move_clock.forward(minutes=44)
    figure = now_of(gold)
    assert (figure.broken, figure.owed, figure.breach_at) == (True, Decimal(4000), None)
    assert [step.at for step in figure.steps if not step.passed] == [NINE + timedelta(minutes=216)]
    fact = RecordedFact.objects.get(kind="contracts.CreditFellDue")
    assert (fact.body.amount, fact.body.currency) == ("4000.00", "EUR")
    assert {one.what for one in Milestone.objects.all()} == {"rung:50", "rung:75", "rung:90", "rung:100", "credit:99.9"}
    move_clock.forward(hours=4)
    assert now_of(gold).owed == 12_000


def test_an_end_plans_nothing_more_and_a_return_goes_on(
    incident: Incident, gold: Contract, alice: User, move_clock: MoveClock
) -> None:
    move_clock.forward(minutes=10)
    mitigate_incident(incident, by=alice.actor)
    move_clock.forward(minutes=60)
    assert (used(gold), Milestone.objects.count()) == (10.0, 0)
    reopen_incident(incident, by=alice.actor)
    move_clock.forward(minutes=12)
    assert (used(gold), list(Milestone.objects.values_list("what", flat=True))) == (22.0, ["rung:50"])


def test_a_severity_that_does_not_count_stops_the_clock(
    incident: Incident, gold: Contract, alice: User, move_clock: MoveClock
) -> None:
    move_clock.forward(minutes=10)
    set_severity(incident, severity="minor", by=alice.actor)
    move_clock.forward(minutes=10)
    figure = now_of(gold)
    assert (used(gold), figure.running) == (10.0, [])
    assert {line.reason for line in figure.lines} == {"counted", "severity"}


def test_two_at_once_cost_once(
    incident: Incident, gold: Contract, dana: Contact, care: Team, alice: User, checkout: Service, move_clock: MoveClock
) -> None:
    move_clock.forward(minutes=5)
    case = report(dana, care, "Login hangs")
    other = declare_incident(title="Login hangs", services=[checkout], cases=[case], by=alice.actor)
    move_clock.forward(minutes=5)
    assert used(gold) == 10.0
    assert sum(line.minutes for line in now_of(gold).lines if line.counted) == 10.0
    unlink_case(incident, Case.objects.filter(title="Checkout hangs").get(), by=alice.actor)
    assert used(gold) == 5.0
    assert other.ref in {hurt.ref for hurt in now_of(gold).running}


def test_a_correction_adds_and_takes_away_with_its_reason(
    incident: Incident, gold: Contract, mei: User, move_clock: MoveClock
) -> None:
    move_clock.forward(minutes=20)
    made = correct_minutes(
        gold,
        adds=False,
        begins_at=NINE + timedelta(minutes=5),
        ends_at=NINE + timedelta(minutes=10),
        why="Their own network",
        by=mei.actor,
    )
    assert used(gold) == 15.0
    correct_minutes(
        gold,
        adds=True,
        begins_at=NINE - timedelta(hours=2),
        ends_at=NINE - timedelta(hours=1),
        why="Seen",
        by=mei.actor,
    )
    assert used(gold) == 75.0
    take_correction_back(made, by=mei.actor)
    assert used(gold) == 80.0


def test_whom_to_restore_first_changes_as_minutes_pass(
    incident: Incident,
    gold: Contract,
    bella: Account,
    giulia: Contact,
    dana: Contact,
    care: Team,
    alice: User,
    move_clock: MoveClock,
) -> None:
    from andon.incidents.actions.link_cases import link_cases

    promise(bella, target="99.8", fee=1000, steps=[StepIn(below=Decimal("99.8"), percent=Decimal(10))])
    stray = report(contact("Nobody Known", "n@else.example", account("else", "Elsewhere")), care)
    link_cases(incident, [report(giulia, care), stray], by=alice.actor)
    order = restore_order(incident)
    assert [one.account.name for one in order] == ["Acme Outdoor", "Bellavista", "Elsewhere"]
    assert order[0].reason == "43 min left of 43, breach at 09:43, then EUR 4,000; strategic; 1 case"
    assert order[2].reason == "no contract with minutes; standard; 1 case"
    # Acme's first credit is lost; what Bellavista can still lose comes before Acme's second.
    move_clock.forward(minutes=50)
    assert [one.account.name for one in restore_order(incident)] == ["Bellavista", "Acme Outdoor", "Elsewhere"]


def test_a_merged_case_counts_through_its_survivor(
    incident: Incident, gold: Contract, dana: Contact, care: Team, alice: User, move_clock: MoveClock
) -> None:
    from andon.incidents.actions.link_cases import link_cases

    second = report(dana, care, "And on tablets")
    link_cases(incident, [second], by=alice.actor)
    assert restore_order(incident)[0].claim.cases == 2
    merge_cases([second], into=Case.objects.get(title="Checkout hangs"), by=alice.actor)
    assert restore_order(incident)[0].claim.cases == 1


def test_the_page_says_what_is_left(incident: Incident, relay: MailRelay, gold: Contract) -> None:
    (page,) = relay.to("omar@fernhill.example")
    assert "Acme Outdoor: 43 min left of 43, breach at 09:43, then EUR 4,000." in page.get_content()


def test_the_past_is_judged_by_the_terms_of_its_time(
    incident: Incident, gold: Contract, acme: Account, alice: User, move_clock: MoveClock
) -> None:
    move_clock.forward(minutes=60)
    resolve_incident(incident, by=alice.actor)
    move_clock.to(datetime(2027, 1, 5, 9, 0, tzinfo=UTC))
    given = ContractIn(
        account=acme, id=gold.id, name="Gold", valid_from=date(2027, 1, 1), target=Decimal(99), external_id="gold-acme"
    )
    put_contracts([given], by=NOBODY)
    past = {figure.period.first: figure for _terms, figure in past_figures(gold)}
    assert past[date(2026, 11, 1)].owed == 4000
    assert now_of(gold).promise.target == 99


def test_a_credit_is_given_once(
    incident: Incident, gold: Contract, alice: User, mei: User, move_clock: MoveClock
) -> None:
    from andon.gestures.actions.give_gesture import give_gesture
    from andon.gestures.actions.put_gesture_kind import put_gesture_kind
    from andon.kit.errors import Conflict

    move_clock.forward(minutes=60)
    resolve_incident(incident, by=alice.actor)
    move_clock.to(datetime(2026, 12, 5, 9, 0, tzinfo=UTC))
    kind = put_gesture_kind("credit", name="Credit", by=NOBODY)
    case = Case.objects.get()
    given = give_gesture(case, kind=kind, amount=Decimal(4000), currency="EUR", why="November", by=mei.actor)
    settled = settle_credit(gold, period=date(2026, 11, 1), gesture=given, by=mei.actor)
    assert settled.amount == 4000
    with pytest.raises(Conflict):
        settle_credit(gold, period=date(2026, 11, 1), reference="again", by=mei.actor)


def test_no_customer_ever_sees_it(
    incident: Incident, gold: Contract, dana: Contact, relay: MailRelay, move_clock: MoveClock
) -> None:
    from andon.cases.portal_link import PURPOSE
    from andon.people.links import make_link

    move_clock.forward(minutes=50)
    assert RecordedFact.objects.filter(kind__startswith="contracts.").exists()
    assert not RecordedFact.objects.filter(kind__startswith="contracts.", seen_by="customer").exists()
    token = make_link(PURPOSE, Case.objects.get().subject, dana.actor, timedelta(days=1))
    page = Client().get(f"/my/{token}/")
    assert page.status_code == 200
    seen = page.content.decode() + "".join(str(mail) for mail in relay.to("dana@acme.example"))
    for word in ("contract", "Gold", "minutes are used", "EUR 4"):
        assert word not in seen


@pytest.mark.parametrize("end", [mitigate_incident, resolve_incident])
def test_what_threatened_is_said_no_more_once_it_hurts_no_more(
    end: Callable[..., Incident], incident: Incident, gold: Contract, alice: User, move_clock: MoveClock
) -> None:
    move_clock.forward(minutes=30)
    run = Escalation.objects.of(incident.subject).get()
    assert ["min left" in line for line in run.why["also"]] == [True]
    end(incident, by=alice.actor)
    run.refresh_from_db()
    assert run.why["also"] == []
    assert run.why["headline"] == incident.title
