"""What a customer is given: within the agent's limit at once, above it when Mei approves; owed until it is done."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases.actions.meet_obligation import meet_obligation
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, Obligation
from andon.cases.reads.messages_of_holder import messages_of_holder
from andon.customers.models import Account, Contact
from andon.gestures.actions.approve_gesture import approve_gesture
from andon.gestures.actions.decline_gesture import decline_gesture
from andon.gestures.actions.give_gesture import give_gesture
from andon.gestures.actions.meet_gesture import meet_gesture
from andon.gestures.actions.offer_gesture import offer_gesture
from andon.gestures.actions.put_gesture_kind import put_gesture_kind
from andon.gestures.actions.put_gesture_limit import put_gesture_limit
from andon.gestures.actions.waive_gesture import waive_gesture
from andon.gestures.models import Gesture, GestureKind
from andon.gestures.reads.given_to import given_to
from andon.kit.errors import Conflict, Invalid, NotAllowed
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, person
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay


@pytest.fixture
def case(alice: User, care: Team, dana: Contact, relay: MailRelay, move_clock: MoveClock) -> Case:
    given = CaseIn(title="Parcel broken", body="Broken.", contact=dana, team=care, owner=alice, receipt=False)
    return open_case(given, by=NOBODY)


@pytest.fixture
def credit(db: None) -> GestureKind:
    put_gesture_limit(role="agent", team=None, currency="EUR", amount="50", by=NOBODY)
    return put_gesture_kind("credit", name="Credit", by=NOBODY)


def fresh(gesture: Gesture) -> Gesture:
    return Gesture.objects.get(id=gesture.id)


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def kinds() -> list[str]:
    facts = RecordedFact.objects.filter(kind__startswith="gestures.", subject_kind="case").order_by("at", "id")
    return [fact.kind.removeprefix("gestures.") for fact in facts]


def test_a_credit_above_the_limit_approved_by_mei(
    case: Case, credit: GestureKind, alice: User, mei: User, relay: MailRelay, move_clock: MoveClock, acme: Account
) -> None:
    given = give_gesture(case, kind=credit, amount="120.50", currency="eur", why="Third break", by=alice.actor)
    assert given.state == "waits"
    assert not Obligation.objects.exists()
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    (asked,) = relay.to("mei@fernhill.example")
    assert asked["Subject"] == f"{case.ref} waits for your approval"
    assert "Third break" not in asked.get_content()
    shown = browse(mei).get(reverse("gestures:approvals")).content.decode()
    assert "Credit, EUR 120.50" in shown
    url = reverse("gestures:approve_gesture", args=[case.ref, given.id])
    for _ in range(2):
        assert browse(mei).post(url).status_code == 302
    assert fresh(given).state == "owed"
    assert Case.objects.get(id=case.id).owed_count == 1
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    assert [mail["Subject"] for mail in relay.to("alice@fernhill.example")] == [f"Approved in {case.ref}"]

    # Not done by a tick: its number is needed.
    with pytest.raises(Conflict):
        meet_obligation(Obligation.objects.get(), by=alice.actor)
    with pytest.raises(Invalid):
        meet_gesture(fresh(given), reference=" ", by=alice.actor)
    for _ in range(2):
        assert meet_gesture(fresh(given), reference="SAP 4711", by=alice.actor).state == "done"
    assert Case.objects.get(id=case.id).owed_count == 0
    assert given_to([acme.id]) == {acme.id: ["EUR 120.50"]}
    assert kinds() == ["GestureGiven", "GestureApproved", "GestureDone"]
    facts = [fact.stored for fact in RecordedFact.objects.filter(kind="gestures.GestureDone")]
    assert facts == [{"gesture": str(given.id), "kind": "credit", "amount": "120.50", "currency": "EUR"}]
    assert relay.to("dana@acme.example") == []


def test_within_the_limit_it_is_owed_at_once(case: Case, credit: GestureKind, alice: User, mei: User) -> None:
    assert give_gesture(case, kind=credit, amount="50", currency="EUR", why="x", by=alice.actor).state == "owed"
    # No limit in another currency: she asks. A lead without a limit gives by herself.
    assert give_gesture(case, kind=credit, amount="1", currency="USD", why="x", by=alice.actor).state == "waits"
    assert give_gesture(case, kind=credit, amount="9000", currency="USD", why="x", by=mei.actor).state == "owed"


def test_a_teams_limit_wins_over_that_of_every_team(
    case: Case, credit: GestureKind, care: Team, alice: User, charlie: User
) -> None:
    put_gesture_limit(role="agent", team=care, currency="EUR", amount="10", by=NOBODY)
    assert give_gesture(case, kind=credit, amount="11", currency="EUR", why="x", by=alice.actor).state == "waits"
    assert give_gesture(case, kind=credit, amount="11", currency="EUR", why="x", by=charlie.actor).state == "owed"
    put_gesture_limit(role="agent", team=care, currency="EUR", amount=None, by=NOBODY)
    assert give_gesture(case, kind=credit, amount="11", currency="EUR", why="x", by=alice.actor).state == "owed"


def test_declined_with_a_reason_that_the_agent_sees(
    case: Case, credit: GestureKind, alice: User, mei: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    given = give_gesture(case, kind=credit, amount="100", currency="EUR", why="x", by=alice.actor)
    with pytest.raises(Invalid):
        decline_gesture(given, why=" ", by=mei.actor)
    for _ in range(2):
        decline_gesture(given, why="Too much for one parcel", by=mei.actor)
    with pytest.raises(Conflict):
        approve_gesture(given, by=mei.actor)
    with pytest.raises(Conflict):
        offer_gesture(given, body="Here you are", by=alice.actor)
    page = browse(alice).get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "Too much for one parcel" in page
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    assert [mail["Subject"] for mail in relay.to("alice@fernhill.example")] == [f"Declined in {case.ref}"]
    assert not Obligation.objects.exists()


def test_nobody_approves_her_own_nor_above_her_limit(
    case: Case, credit: GestureKind, care: Team, alice: User, mei: User
) -> None:
    put_gesture_limit(role="lead", team=None, currency="EUR", amount="500", by=NOBODY)
    hers = give_gesture(case, kind=credit, amount="501", currency="EUR", why="x", by=mei.actor)
    assert hers.state == "waits"
    assert browse(mei).get(reverse("gestures:approvals")).content.decode().count("EUR 501") == 0
    with pytest.raises(NotAllowed):
        approve_gesture(hers, by=mei.actor)
    other = person("Lea Lead", ("lead", care))
    with pytest.raises(NotAllowed):
        approve_gesture(hers, by=other.actor)
    put_gesture_limit(role="lead", team=None, currency="EUR", amount="1000", by=NOBODY)
    assert approve_gesture(hers, by=other.actor).state == "owed"


def test_the_customer_hears_of_it_when_it_is_offered(
    case: Case, credit: GestureKind, alice: User, dana: Contact, relay: MailRelay, move_clock: MoveClock
) -> None:
    given = give_gesture(case, kind=credit, amount="25", currency="EUR", why="Secret reason", by=alice.actor)

    def reads() -> list[str]:
        return [message.body for message in messages_of_holder(Case.objects.get(id=case.id), dana, limit=9)]

    assert reads() == ["Broken."]
    assert not RecordedFact.objects.filter(kind__startswith="gestures.", seen_by="customer").exists()
    client, url = browse(alice), reverse("gestures:offer_gesture", args=[case.ref, given.id])
    assert client.post(url, {"body": " "}).status_code == 422
    assert client.post(url, {"body": "Dear Dana, 25 euros are yours."}).status_code == 302
    move_clock.forward(seconds=11)
    assert reads()[-1] == "Dear Dana, 25 euros are yours."
    (mail,) = relay.to("dana@acme.example")
    assert "Secret reason" not in mail.get_content()
    assert fresh(given).offered_at is not None


def test_an_offer_taken_back_was_none(
    case: Case, credit: GestureKind, alice: User, run_due_work: Callable[[], int]
) -> None:
    from andon.cases.actions.withdraw_reply import withdraw_reply
    from andon.conversations.models import Message

    given = give_gesture(case, kind=credit, amount="25", currency="EUR", why="x", by=alice.actor)
    offered = offer_gesture(given, body="Here", by=alice.actor)
    withdraw_reply(case, Message.objects.select_related("thread").get(id=offered.offered_in), by=alice.actor)
    run_due_work()
    assert fresh(given).offered_at is None


def test_given_up_with_a_reason(case: Case, credit: GestureKind, alice: User, acme: Account) -> None:
    given = give_gesture(case, kind=credit, amount="25", currency="EUR", why="x", by=alice.actor)
    for _ in range(2):
        assert waive_gesture(given, why="She did not want it", by=alice.actor).state == "waived"
    assert given_to([acme.id]) == {}
    with pytest.raises(Conflict):
        meet_gesture(fresh(given), reference="1", by=alice.actor)


def test_the_survivor_shows_and_owes_what_a_merged_case_was_given(
    case: Case, credit: GestureKind, alice: User, care: Team, dana: Contact
) -> None:
    stays = open_case(CaseIn(title="Parcel", body="x", contact=dana, team=care, owner=alice, receipt=False), by=NOBODY)
    given = give_gesture(case, kind=credit, amount="25", currency="EUR", why="x", by=alice.actor)
    merge_cases([case], into=stays, by=alice.actor)
    client = browse(alice)
    assert "Credit, EUR 25.00" in client.get(reverse("cases:case", args=[stays.ref])).content.decode()
    assert Case.objects.get(id=stays.id).owed_count == 1
    done = client.post(reverse("gestures:meet_gesture", args=[stays.ref, given.id]), {"reference": "SAP 1"})
    assert done.status_code == 302
    assert Case.objects.get(id=stays.id).owed_count == 0


def test_bad_amounts_name_their_field(case: Case, credit: GestureKind, alice: User) -> None:
    for amount in ("", "0", "-5", "abc", "1.234", "NaN", "Infinity", "1e9", "\0"):
        with pytest.raises(Invalid) as refused:
            give_gesture(case, kind=credit, amount=amount, currency="EUR", why="x", by=alice.actor)
        assert set(refused.value.faults) == {"amount"}, amount
    for currency in ("", "EU", "XXQ", "ABC"):
        with pytest.raises(Invalid) as refused:
            give_gesture(case, kind=credit, amount="5", currency=currency, why="x", by=alice.actor)
        assert set(refused.value.faults) == {"currency"}, currency
    put_gesture_kind("credit", name="Credit", is_active=False, by=NOBODY)
    with pytest.raises(Invalid):
        give_gesture(
            case, kind=GestureKind.objects.get(slug="credit"), amount="5", currency="EUR", why="x", by=alice.actor
        )


def test_for_programs(
    case: Case, credit: GestureKind, alice: User, mei: User, ada: User, api: Callable[..., Caller]
) -> None:
    program = api(alice)
    typed = {"kind": "credit", "amount": "80.00", "currency": "EUR", "why": "Broken"}
    given = program.post(f"/cases/{case.ref}/give_gesture", typed).json()
    assert (given["state"], given["kind"], given["amount"]) == ("waits", "credit", "80.00")
    assert program.post(f"/gestures/{given['id']}/approve_gesture").status_code == 403
    assert [one["id"] for one in api(mei).get("/gestures", waiting=True).json()["items"]] == [given["id"]]
    assert program.get("/gestures", waiting=True).json()["items"] == []
    assert api(mei).post(f"/gestures/{given['id']}/approve_gesture").json()["state"] == "owed"
    done = program.post(f"/gestures/{given['id']}/meet_gesture", {"reference": "SAP 1"}).json()
    assert (done["state"], done["reference"]) == ("done", "SAP 1")
    assert [one["state"] for one in program.get(f"/cases/{case.ref}/gestures").json()] == ["done"]
    for body in (typed | {"kind": "house"}, typed | {"amount": 0}, typed | {"why": ""}, {}):
        assert program.post(f"/cases/{case.ref}/give_gesture", body).status_code == 422, body
    kind = {"slug": "voucher", "name": "Voucher", "has_amount": False}
    assert program.post("/gesture_kinds/put_gesture_kind", kind).status_code == 403
    assert api(ada).post("/gesture_kinds/put_gesture_kind", kind).status_code == 200
    limit = {"role": "agent", "currency": "EUR", "amount": "75"}
    assert program.post("/gesture_limits/put_gesture_limit", limit).status_code == 403
    assert api(ada).post("/gesture_limits/put_gesture_limit", limit).json()[0]["amount"] == "75.00"
    for bad, field in (({"role": "x"}, "role"), ({"currency": "X"}, "currency"), ({"amount": "-1"}, "amount")):
        answer = api(ada).post("/gesture_limits/put_gesture_limit", limit | bad)
        assert answer.status_code == 422
        assert field in answer.content.decode()


def test_who_may_not(
    case: Case,
    credit: GestureKind,
    alice: User,
    bob: User,
    rita: User,
    charlie: User,
    omar: User,
    billing: Team,
    api: Callable[..., Caller],
) -> None:
    given = give_gesture(case, kind=credit, amount="80", currency="EUR", why="x", by=alice.actor)
    elsewhere = person("Lou Elsewhere", ("lead", billing))
    give, approve = (
        reverse("gestures:give_gesture", args=[case.ref]),
        reverse("gestures:approve_gesture", args=[case.ref, given.id]),
    )
    for who in (rita, charlie, omar, elsewhere):
        assert browse(who).get(give).status_code in (403, 404), who.name
        assert browse(who).get(reverse("gestures:gesture", args=[case.ref, given.id])).status_code in (403, 404)
        assert browse(who).post(approve).status_code in (403, 404), who.name
        answer = api(who).post(f"/gestures/{given.id}/approve_gesture")
        assert answer.status_code in (403, 404), who.name
    assert browse(bob).post(approve).status_code == 403
    assert browse(bob).post(reverse("gestures:put_gesture_limit"), {}).status_code == 403
    assert fresh(given).state == "waits"


def test_the_settings_at_the_screen(credit: GestureKind, ada: User, mei: User) -> None:
    client = browse(ada)
    put = reverse("gestures:put_gesture_limit")
    assert client.post(put, {"role": "lead", "currency": "EUR", "amount": "x"}).status_code == 422
    assert client.post(put, {"role": "lead", "currency": "EUR", "amount": "750"}).status_code == 302
    kind = {"slug": "voucher", "name": "Voucher", "position": "5", "is_active": "on"}
    assert client.post(reverse("gestures:put_gesture_kind"), kind).status_code == 302
    assert not GestureKind.objects.get(slug="voucher").has_amount
    shown = browse(mei).get(reverse("gestures:settings")).content.decode()
    assert "EUR 750.00" in shown
    assert "Save this limit" not in shown


def test_lists_ask_no_query_a_row(
    case: Case, credit: GestureKind, alice: User, mei: User, acme: Account, move_clock: MoveClock
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    urls = [
        (mei, reverse("gestures:approvals")),
        (alice, reverse("cases:case", args=[case.ref])),
        (alice, reverse("customers:account", args=[acme.id])),
    ]

    def counted() -> list[int]:
        found = []
        for who, url in urls:
            client = browse(who)
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            found.append(len(queries))
        return found

    give_gesture(case, kind=credit, amount="80", currency="EUR", why="x", by=alice.actor)
    before = counted()
    for number in range(5):
        give_gesture(case, kind=credit, amount=Decimal(60 + number), currency="EUR", why="x", by=alice.actor)
    assert counted() == before
