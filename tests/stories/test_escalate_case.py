"""Alice calls management in for her case: declined and raised again, accepted in time, or nobody answers and the next
one is paged. She stays its owner all along, and Dana never sees a thing."""

import re
from collections.abc import Callable

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.case_escalations.actions.accept_escalation import accept_escalation
from andon.case_escalations.actions.de_escalate import de_escalate
from andon.case_escalations.actions.decline_escalation import decline_escalation
from andon.case_escalations.actions.escalate_account import escalate_account
from andon.case_escalations.actions.escalate_cases import escalate_cases
from andon.case_escalations.actions.put_escalation_kind import put_escalation_kind
from andon.case_escalations.actions.withdraw_escalation import withdraw_escalation
from andon.case_escalations.models import CaseEscalation, EscalationKind
from andon.cases.actions.close_case import close_case
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.cases.reads.messages_of_holder import messages_of_holder
from andon.customers.models import Account, Contact
from andon.kit.errors import Conflict, Invalid, NotAllowed
from andon.notifications.models import Notice
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.put_policy import Concierge, StepIn, put_policy
from andon.paging.models import Escalation, Page
from andon.people.access import Access, access_of
from andon.people.links import make_link
from andon.people.models import Team, User
from andon.people.presence import look_at
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, person
from tests.peers.mail_relay import MailRelay

ROOM = "case_escalations."


@pytest.fixture
def case(alice: User, care: Team, dana: Contact, relay: MailRelay, move_clock: MoveClock) -> Case:
    return opened("Parcel broken", alice, care, dana)


@pytest.fixture
def director(db: None) -> User:
    return person("Dora Dahl", ("lead", None))


@pytest.fixture
def management(care: Team, mei: User, director: User) -> EscalationKind:
    """Mei is paged; after ten minutes without an answer the director is. Fifteen minutes are the target."""
    steps = [StepIn(targets=[mei], wait_minutes=10), StepIn(targets=[director], wait_minutes=30)]
    policy = put_policy(slug="managers", name="Managers", team=care, steps=steps, by=NOBODY, repeat=0)
    return put_escalation_kind("management", name="Management", policy=policy, answer_minutes=15, by=NOBODY)


def opened(title: str, owner: User | None, team: Team | None, who: Contact) -> Case:
    given = CaseIn(title=title, body="Broken.", contact=who, team=team, owner=owner, receipt=False, verified=True)
    return open_case(given, by=NOBODY)


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fresh(one: CaseEscalation) -> CaseEscalation:
    return CaseEscalation.objects.related().get(id=one.id)


def kinds() -> list[str]:
    facts = RecordedFact.objects.filter(kind__startswith=ROOM).order_by("at", "id")
    return [fact.kind.removeprefix(ROOM) for fact in facts if fact.kind != f"{ROOM}EscalationKindPut"]


def run_of(one: CaseEscalation) -> Escalation:
    return Escalation.objects.get(subject_kind="case_escalation", subject_id=one.id)


def case_screen(who: User, case: Case) -> str:
    return browse(who).get(reverse("cases:case", args=[case.ref])).content.decode()


def act(who: User, one: CaseEscalation, name: str, typed: dict[str, str] | None = None) -> int:
    return browse(who).post(reverse(f"case_escalations:{name}", args=[one.id]), typed or {}).status_code


def test_the_button_is_declined_and_raised_again(
    case: Case, management: EscalationKind, alice: User, mei: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    press = reverse("case_escalations:escalate_cases", args=[case.ref])
    assert "dialog-escalate_cases" in case_screen(alice, case)
    empty = browse(alice).post(press, {"kind": "management", "reason": " ", "back": ""})
    assert empty.status_code == 422
    assert "dialog-escalate_cases" in empty.content.decode()
    typed = {"kind": "management", "reason": "Third break within a month", "back": ""}
    assert browse(alice).post(press, typed).status_code == 302
    one = CaseEscalation.objects.get()
    move_clock.forward(seconds=1)
    (page,) = relay.to("mei@fernhill.example")
    said = page.get_content()
    for why in (f"{case.ref} Parcel broken", "Acme Outdoor, strategic account", "Waiting for us since", "Third break"):
        assert why in page["Subject"] + said
    assert "Dana" not in said

    assert "Mei Tanaka was paged" in case_screen(alice, case)
    assert act(mei, one, "decline_escalation", {"why": " "}) == 422
    for _twice in range(2):
        assert act(mei, one, "decline_escalation", {"why": "The carrier pays. Ask them first."}) == 302
    assert run_of(one).state == "ended"
    shown = case_screen(alice, case)
    for text in ("Escalation to Management declined", "The carrier pays", "Raise it again"):
        assert text in shown
    move_clock.forward(seconds=1)
    assert [one.kind for one in Notice.objects.filter(user=alice)] == ["case_escalations.went_on"]
    move_clock.forward(minutes=5)
    assert [mail["Subject"] for mail in relay.to("alice@fernhill.example")] == [
        f"Escalation of {case.ref} declined (Management)"
    ]

    # The same words again are nothing new.
    assert browse(alice).post(press, typed).status_code == 422
    assert browse(alice).post(press, typed | {"reason": "The carrier said no."}).status_code == 302
    again = CaseEscalation.objects.get(state="waiting")
    assert again.again_of_id == one.id
    assert "Escalation to Management declined" not in case_screen(alice, case)
    assert Case.objects.get(id=case.id).owner == alice
    assert kinds() == ["CaseEscalationRaised", "CaseEscalationDeclined", "CaseEscalationRaised"]


def test_accepted_in_time_and_over(
    case: Case, management: EscalationKind, alice: User, mei: User, director: User, relay: MailRelay,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    (one,) = escalate_cases([case], kind=management, reason="She threatens to leave", by=alice.actor)
    move_clock.forward(minutes=5)
    assert act(mei, one, "accept_escalation", {"answer": "I call her at noon"}) == 302
    run = run_of(one)
    assert (run.state, run.acknowledged_by) == ("acknowledged", mei)
    move_clock.forward(minutes=60)
    assert relay.to("dora@fernhill.example") == []
    # The first one has it.
    accept_escalation(fresh(one), by=director.actor, answer="Me too")
    assert (fresh(one).answered_by, fresh(one).answer) == (mei.actor.key, "I call her at noon")
    with pytest.raises(Conflict):
        decline_escalation(fresh(one), by=director.actor, why="No")
    shown = case_screen(alice, case)
    for text in ("Mei Tanaka has it", "I call her at noon", "accepted the escalation (Management)"):
        assert text in shown
    assert Case.objects.get(id=case.id).owner == alice

    for _twice in range(2):
        assert act(mei, one, "de_escalate", {"result": "She stays"}) == 302
    assert run_of(one).state == "ended"
    assert "Escalated to Management" not in case_screen(alice, case)
    assert "She stays" in case_screen(alice, case)
    with pytest.raises(Conflict):
        accept_escalation(fresh(one), by=mei.actor, answer="Again")
    assert kinds() == ["CaseEscalationRaised", "CaseEscalationAccepted", "CaseDeEscalated"]
    assert [fact.body.in_time for fact in RecordedFact.objects.filter(kind=f"{ROOM}CaseEscalationAccepted")] == [True]


def test_nobody_answers_and_the_next_one_is_paged(
    case: Case, management: EscalationKind, alice: User, mei: User, director: User, relay: MailRelay,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    (one,) = escalate_cases([case], kind=management, reason="She threatens to leave", by=alice.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=8)
    assert [page.user for page in Page.objects.all()] == [mei]
    assert "Management, overdue" not in browse(alice).get(reverse("cases:inbox")).content.decode()
    move_clock.forward(minutes=2)
    assert [page.user for page in Page.objects.order_by("at")] == [mei, director]
    assert len(relay.to("dora@fernhill.example")) == 1
    move_clock.forward(minutes=5)
    move_clock.forward(minutes=5)
    assert kinds() == ["CaseEscalationRaised", "CaseEscalationOverdue"]
    assert fresh(one).overdue_at is not None
    inbox = browse(alice).get(reverse("cases:inbox")).content.decode()
    assert re.search(r'data-state="broken">\s*escalated to Management, overdue', inbox)
    told = [mail["Subject"] for mail in relay.to("alice@fernhill.example")]
    assert told == [f"Nobody has answered for {case.ref} (Management)"]
    assert 'data-state="broken"' in browse(mei).get(reverse("case_escalations:escalations")).content.decode()
    # By the page alone, as by phone: it is hers, and the word follows.
    acknowledge(run_of(one), by=director.actor)
    move_clock.forward(seconds=1)
    assert (fresh(one).state, fresh(one).answered_by, fresh(one).answer) == ("accepted", director.actor.key, "")
    accept_escalation(fresh(one), by=director.actor, answer="I write to her")
    assert fresh(one).answer == "I write to her"
    late = RecordedFact.objects.get(kind=f"{ROOM}CaseEscalationAccepted")
    assert late.body.in_time is False
    assert Case.objects.get(id=case.id).owner == alice


def test_without_a_policy_the_leads_are_told_and_it_is_said(
    case: Case, alice: User, bob: User, mei: User, director: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    vip = put_escalation_kind("vip", name="VIP", answer_minutes=30, by=NOBODY)
    # She has the case open: she is called all the same.
    look_at(case.subject, mei)
    (one,) = escalate_cases([case], kind=vip, reason="Their director called", by=alice.actor)
    assert (one.reached, Escalation.objects.count()) == ("leads", 0)
    move_clock.forward(seconds=1)
    (told,) = relay.to("mei@fernhill.example")
    assert told["Subject"] == f"{case.ref} was escalated (VIP)"
    assert "Their director called" not in told.get_content()
    assert "the leads were told, nobody is paged" in case_screen(alice, case)
    # Bob asks for the same: it is one matter, with what he adds; twice is once.
    for _twice in range(2):
        assert escalate_cases([case], kind=vip, reason="They called me too", by=bob.actor) == [one]
    assert [note.text for note in one.notes.all()] == ["They called me too"]
    assert "They called me too" in case_screen(alice, case)
    move_clock.forward(minutes=31)
    assert [mail["Subject"] for mail in relay.to("dora@fernhill.example")] == [
        f"Nobody has answered for {case.ref} (VIP)"
    ]
    assert kinds() == ["CaseEscalationRaised", "CaseEscalationNoted", "CaseEscalationOverdue"]


def test_many_at_once_are_called_for_by_one_page(
    case: Case, management: EscalationKind, alice: User, bob: User, mei: User, care: Team, dana: Contact,
    relay: MailRelay, move_clock: MoveClock,
) -> None:  # fmt: skip
    others = [opened(f"Parcel {n}", bob, care, dana) for n in range(2)]
    client = browse(alice)
    ticked = {"case": [str(each.id) for each in [case, *others]], "from": "selection"}
    led = client.post(reverse("case_escalations:escalate_selected"), ticked)["Location"]
    shown = client.get(led).content.decode()
    refs = " ".join(each.ref for each in [case, *others])
    assert refs in shown
    typed = {"cases": refs, "kind": "management", "reason": "One pallet fell"}
    assert client.post(reverse("case_escalations:escalate_selected"), typed).status_code == 302
    move_clock.forward(seconds=1)
    assert len(relay.to("mei@fernhill.example")) == 1
    first, second, third = CaseEscalation.objects.order_by("asked_at", "id")
    accept_escalation(first, by=mei.actor, answer="I look")
    assert run_of(first).state == "running"
    decline_escalation(second, by=mei.actor, why="It is another pallet")
    accept_escalation(third, by=mei.actor, answer="I look")
    assert run_of(first).state == "acknowledged"
    de_escalate(first, by=mei.actor, result="New parcel")
    assert run_of(first).state == "acknowledged"
    de_escalate(third, by=mei.actor, result="New parcel")
    assert run_of(first).state == "ended"
    assert [each.owner for each in Case.objects.order_by("number")] == [alice, bob, bob]


def test_a_page_that_is_answered_accepts_all_that_it_speaks_for(
    case: Case, management: EscalationKind, alice: User, mei: User, care: Team, dana: Contact, move_clock: MoveClock
) -> None:
    other = opened("Parcel 2", alice, care, dana)
    both = escalate_cases([case, other], kind=management, reason="One pallet fell", by=alice.actor)
    move_clock.forward(seconds=1)
    acknowledge(run_of(both[0]), by=mei.actor)
    move_clock.forward(seconds=1)
    assert {fresh(one).state for one in both} == {"accepted"}


def test_a_step_for_the_accounts_concierge_finds_hers(
    case: Case, acme: Account, alice: User, bob: User, care: Team, relay: MailRelay, move_clock: MoveClock
) -> None:
    hers = put_policy(slug="acme", name="Acme", team=care, steps=[StepIn(targets=[bob])], by=NOBODY)
    bind_policy(acme, policy=hers, by=NOBODY)
    steps = [StepIn(targets=[Concierge()])]
    policy = put_policy(slug="vip", name="VIP", team=care, steps=steps, by=NOBODY)
    vip = put_escalation_kind("vip", name="VIP", policy=policy, by=NOBODY)
    escalate_cases([case], kind=vip, reason="She called her", by=alice.actor)
    move_clock.forward(seconds=1)
    assert [page.user for page in Page.objects.all()] == [bob]


def test_it_ends_with_its_case(
    case: Case, management: EscalationKind, alice: User, mei: User, move_clock: MoveClock
) -> None:
    (one,) = escalate_cases([case], kind=management, reason="x", by=alice.actor)
    close_case(case, by=alice.actor, reason="withdrawn")
    move_clock.forward(seconds=1)
    assert (fresh(one).state, fresh(one).end_why, run_of(one).state) == ("ended", "case_closed", "ended")
    assert "because the case was closed" in case_screen(alice, case)
    move_clock.forward(minutes=30)
    assert kinds() == ["CaseEscalationRaised", "CaseEscalationEnded"]
    with pytest.raises(Conflict):
        escalate_cases([case], kind=management, reason="y", by=alice.actor)


def test_it_goes_with_the_survivor_and_back(
    case: Case, management: EscalationKind, alice: User, care: Team, dana: Contact, mei: User, move_clock: MoveClock
) -> None:
    stays = opened("Pallet fell", alice, care, dana)
    (one,) = escalate_cases([case], kind=management, reason="x", by=alice.actor)
    merge_cases([case], into=stays, by=alice.actor)
    move_clock.forward(seconds=1)
    assert "Escalated to Management" in case_screen(alice, stays)
    assert stays.ref in run_of(one).why["headline"]
    # Whoever escalates the survivor joins what came with the other.
    assert escalate_cases([stays], kind=management, reason="More", by=mei.actor) == [one]
    undo_merge(Case.objects.get(id=case.id), by=alice.actor)
    move_clock.forward(seconds=1)
    assert "Escalated to Management" not in case_screen(alice, stays)
    assert case.ref in run_of(one).why["headline"]
    merge_cases([case], into=stays, by=alice.actor)
    close_case(Case.objects.get(id=stays.id), by=alice.actor, reason="withdrawn")
    move_clock.forward(seconds=1)
    assert fresh(one).state == "ended"


def test_withdrawn_by_who_asked_and_nobody_else(
    case: Case, management: EscalationKind, alice: User, bob: User, mei: User
) -> None:
    (one,) = escalate_cases([case], kind=management, reason="x", by=alice.actor)
    with pytest.raises(NotAllowed):
        withdraw_escalation(one, by=bob.actor)
    for _twice in range(2):
        assert act(alice, one, "withdraw_escalation") == 302
    assert (fresh(one).state, run_of(one).state) == ("withdrawn", "ended")
    with pytest.raises(Conflict):
        accept_escalation(one, by=mei.actor, answer="x")


def test_who_is_called_in_from_elsewhere_reads_the_case_meanwhile(
    case: Case, alice: User, omar: User, checkout_team: Team, move_clock: MoveClock
) -> None:
    kind = put_escalation_kind("technical", name="Technical", team=checkout_team, by=NOBODY)
    assert browse(omar).get(reverse("cases:case", args=[case.ref])).status_code == 404
    (one,) = escalate_cases([case], kind=kind, reason="The label printer?", by=alice.actor)
    assert "The label printer?" in browse(omar).get(one_address(one)).content.decode()
    assert act(omar, one, "accept_escalation", {"answer": "I look"}) == 302
    assert browse(omar).get(reverse("cases:case", args=[case.ref])).status_code == 200
    de_escalate(fresh(one), by=omar.actor, result="New firmware")
    assert browse(omar).get(reverse("cases:case", args=[case.ref])).status_code == 404


def one_address(one: CaseEscalation) -> str:
    return reverse("case_escalations:escalation", args=[one.id])


def test_a_whole_account(
    case: Case, acme: Account, management: EscalationKind, alice: User, mei: User, relay: MailRelay,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    address = reverse("case_escalations:escalate_account", args=["acme"])
    client = browse(alice)
    assert case.ref in client.get(address).content.decode()
    assert client.post(address, {"kind": "management", "reason": ""}).status_code == 422
    assert client.post(address, {"kind": "management", "reason": "They renew in May"}).status_code == 302
    one = CaseEscalation.objects.get()
    assert (one.case, one.account) == (None, acme)
    assert "They renew in May" in client.get(reverse("customers:account", args=["acme"])).content.decode()
    move_clock.forward(seconds=1)
    assert "Acme Outdoor was escalated" in relay.to("mei@fernhill.example")[0]["Subject"]
    assert escalate_account(acme, kind=management, reason="They renew in May", by=alice.actor) == one
    close_case(case, by=alice.actor, reason="withdrawn")
    move_clock.forward(seconds=1)
    assert fresh(one).state == "waiting"
    accept_escalation(one, by=mei.actor, answer="I visit them")
    facts = RecordedFact.objects.filter(kind__startswith=ROOM, about__contains=[acme.subject.key])
    assert [fact.subject_kind for fact in facts] == ["account", "account"]


def test_who_may_not(
    case: Case, management: EscalationKind, alice: User, bob: User, charlie: User, rita: User, omar: User
) -> None:
    (one,) = escalate_cases([case], kind=management, reason="x", by=alice.actor)
    press = reverse("case_escalations:escalate_cases", args=[case.ref])
    for who in (charlie, rita, omar):
        assert browse(who).get(one_address(one)).status_code == 404, who.name
        assert act(who, one, "accept_escalation", {"answer": "x"}) == 404
        assert browse(who).post(press, {"kind": "management", "reason": "x"}).status_code in (403, 404)
    # Alice asked herself, Bob is no lead.
    for who in (alice, bob):
        for name, typed in (("accept_escalation", "answer"), ("decline_escalation", "why"), ("de_escalate", "result")):
            assert act(who, one, name, {typed: "x"}) == 403, (who.name, name)
    for name in ("accept_escalation", "decline_escalation", "de_escalate", "withdraw_escalation"):
        assert browse(alice).get(reverse(f"case_escalations:{name}", args=[one.id])).status_code == 405
    assert Client().get(one_address(one)).status_code == 302
    # The page says what the case is about: other teams do not read it either.
    pages, page = reverse("paging:pages"), reverse("paging:page", args=[run_of(one).id])
    for who in (charlie, omar):
        assert "Parcel broken" not in browse(who).get(pages).content.decode()
        assert browse(who).get(page).status_code == 404
    assert "Parcel broken" in browse(bob).get(pages).content.decode()
    assert fresh(one).state == "waiting"


def test_dana_never_sees_a_thing(
    case: Case, management: EscalationKind, alice: User, mei: User, dana: Contact, acme: Account, relay: MailRelay,
    move_clock: MoveClock, api: Callable[..., object],
) -> None:  # fmt: skip
    """Every screen, mail, message and fact that a customer can get hold of, in every state of an escalation."""
    from datetime import timedelta

    secret = "GRUMBLE-7781"
    link = make_link(PURPOSE, case.subject, dana.actor, timedelta(days=9))
    portal = Client()
    before = _seen_by_dana(portal, link)
    (one,) = escalate_cases([case], kind=management, reason=f"{secret} why", by=alice.actor)
    escalate_account(acme, kind=management, reason=f"{secret} account", by=alice.actor)
    escalate_cases([case], kind=management, reason=f"{secret} note", by=mei.actor)
    move_clock.forward(seconds=1)
    seen = [_seen_by_dana(portal, link)]
    decline_escalation(one, by=mei.actor, why=f"{secret} no")
    seen.append(_seen_by_dana(portal, link))
    (again,) = escalate_cases([case], kind=management, reason=f"{secret} again", by=alice.actor)
    move_clock.forward(minutes=40)
    accept_escalation(again, by=mei.actor, answer=f"{secret} next")
    move_clock.forward(minutes=1)
    seen.append(_seen_by_dana(portal, link))
    reply_to_case(case, by=alice.actor, body="We send a new one.", send_now=True)
    de_escalate(again, by=mei.actor, result=f"{secret} result")
    move_clock.forward(minutes=1)
    seen.append(_seen_by_dana(portal, link))
    whole = "\n".join(seen)
    assert "We send a new one." in whole
    for word in (secret, "scalat", "Management", "Mei", "Dora"):
        assert word not in whole, word
        assert word not in before
    mails = relay.to("dana@acme.example")
    assert [mail for mail in mails if "We send a new one." in mail.get_content()]
    assert [mail for mail in mails if "scalat" in mail.as_string() or secret in mail.as_string()] == []
    assert not RecordedFact.objects.filter(kind__startswith=ROOM, seen_by="customer").exists()
    hers = Access(dana.actor)
    assert not CaseEscalation.objects.visible_to(hers).exists()
    assert not CaseEscalation.objects.workable_by(hers).exists()
    assert not CaseEscalation.objects.answerable_by(hers).exists()
    assert [message.body for message in messages_of_holder(Case.objects.get(id=case.id), dana, limit=9)] == [
        "Broken.",
        "We send a new one.",
    ]
    assert CaseEscalation.objects.visible_to(access_of(alice)).count() == 3


def _seen_by_dana(portal: Client, link: str) -> str:
    """Her case and her list behind her link, and the doors without one."""
    texts = []
    for address in (f"/my/{link}/", "/help/", "/help/find/"):
        answer = portal.get(address, follow=True)
        assert answer.status_code == 200, address
        texts.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode()))
    return "\n".join(texts)


def test_bad_input_names_its_field(case: Case, management: EscalationKind, alice: User) -> None:
    for reason in ("", " ", "a\0b", "x" * 2001, "\ud800"):
        with pytest.raises(Invalid) as refused:
            escalate_cases([case], kind=management, reason=reason, by=alice.actor)
        assert set(refused.value.faults) == {"reason"}
    put_escalation_kind("management", name="Management", is_active=False, by=NOBODY)
    with pytest.raises(Invalid) as refused:
        escalate_cases([case], kind=EscalationKind.objects.get(slug="management"), reason="x", by=alice.actor)
    assert set(refused.value.faults) == {"kind"}
    for minutes in (0, 10_081):
        with pytest.raises(Invalid):
            put_escalation_kind("x", name="X", answer_minutes=minutes, by=NOBODY)
