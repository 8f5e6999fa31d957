"""Omar asks once "which wallet?"; the owners of five cases are asked, two pass it on to their customers, and the
answers come in as a table."""

from collections.abc import Callable
from datetime import time, timedelta
from email.message import EmailMessage

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases.actions.close_case import close_case
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.actions.withdraw_reply import withdraw_reply
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, Obligation
from andon.catalog.models import Service
from andon.conversations.models import Message
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Account, AttributeDefinition, Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.unlink_case import unlink_case
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.notifications.actions.put_quiet_hours import put_quiet_hours
from andon.notifications.rules.quiet import Window
from andon.paging.models import Policy
from andon.people.models import Team, User
from andon.questions.actions.answer_as_customer import answer_as_customer
from andon.questions.actions.answer_question import answer_question
from andon.questions.actions.ask_question import ask_question
from andon.questions.actions.close_question import close_question
from andon.questions.actions.keep_answers import keep_answers
from andon.questions.actions.pass_to_customer import pass_to_customer
from andon.questions.actions.reopen_question import reopen_question
from andon.questions.actions.withdraw_question import withdraw_question
from andon.questions.models import Answer, Ask, Question
from andon.questions.question_in import QuestionIn, Translation
from andon.questions.reads.answers_of import answers_of, questions_of
from andon.questions.reads.tallies import Tally, tallies
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, access, account, contact, person
from tests.peers.mail_relay import MailRelay

WALLETS = ["Teapot", "PayNow", "Card only"]
WHICH = QuestionIn(
    text="Which wallet did they use?",
    kind="choice",
    choices=WALLETS,
    customers=True,
    translations={"de": Translation(text="Welche Wallet war es?", choices=["Teekanne", "PayNow", "Nur Karte"])},
)


def opened(title: str, of: Contact, care: Team, owner: User | None) -> Case:
    given = CaseIn(title=title, body=title, contact=of, team=care, owner=owner, verified=True, receipt=False)
    return open_case(given, by=NOBODY)


@pytest.fixture
def agents(care: Team, alice: User, bob: User) -> list[User]:
    return [alice, bob, *(person(name, ("agent", care)) for name in ("Cleo Marsh", "Dev Patel", "Eli Novak"))]


@pytest.fixture
def cases(care: Team, agents: list[User], dana: Contact, relay: MailRelay, move_clock: MoveClock) -> list[Case]:
    """Of five accounts, each owned by another agent."""
    others = ("boreal", "cedar", "delta", "elm")
    known = [contact(f"{name.title()} Person", f"info@{name}.example", account(name, name.title())) for name in others]
    people = [dana, *known]
    return [opened("Checkout hangs", who, care, owner) for who, owner in zip(people, agents, strict=True)]


@pytest.fixture
def incident(cases: list[Case], checkout: Service, on_call: Policy, alice: User) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], cases=cases, by=alice.actor, page=False)


@pytest.fixture
def asked(incident: Incident, omar: User, move_clock: MoveClock) -> Question:
    return ask_question(incident, WHICH, by=omar.actor)


def ask_of(case: Case, question: Question | None = None) -> Ask:
    found = Ask.objects.counting().filter(case=case)
    return (found.filter(question=question) if question else found).get()


def answer(case: Case, by: User, value: object = None, **more: object) -> Ask:
    return answer_question(ask_of(case), by=by.actor, value=value, **more)  # type: ignore[arg-type]


def tally(question: Question, reader: User) -> Tally:
    return tallies([Question.objects.get(id=question.id)], access(reader))[question.id]


def counts(question: Question, reader: User) -> dict[str, tuple[int, int, int]]:
    return {row.words: (row.count, row.accounts, row.share) for row in tally(question, reader).told}


def fresh(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_five_are_asked_and_two_pass_it_on(
    cases: list[Case],
    agents: list[User],
    incident: Incident,
    asked: Question,
    omar: User,
    dana: Contact,
    relay: MailRelay,
    move_clock: MoveClock,
) -> None:
    assert Ask.objects.count() == 5
    assert [fresh(case).asked_count for case in cases] == [1] * 5
    assert Obligation.objects.filter(kind="answer", state="owed").count() == 5
    assert asked.message
    assert asked.message.body == "Which wallet did they use?"
    # Each owner hears of it once, by her own ways.
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    for agent, case in zip(agents, cases, strict=True):
        (mail,) = relay.to(agent.email)
        assert mail["Subject"] == f"Engineers of {incident.ref} ask about {case.ref}"
        assert f"/cases/{case.ref}/" in mail.get_content()
    assert relay.to("omar@fernhill.example") == []

    # Three know it, or know that they cannot tell.
    answer(cases[2], agents[2], "Teapot")
    answer(cases[3], agents[3], "PayNow")
    answer(cases[4], agents[4], cannot_tell=True)
    assert [fresh(case).asked_count for case in cases] == [1, 1, 0, 0, 0]
    # Two pass it on.
    for case, agent in zip(cases[:2], agents[:2], strict=True):
        pass_to_customer(ask_of(case), by=agent.actor)
    move_clock.forward(seconds=15)
    (asking,) = relay.to("dana@acme.example")
    assert "Which wallet did they use?\n- Teapot\n- PayNow\n- Card only" in written(asking)
    assert [fresh(case).status for case in cases[:2]] == ["waiting_customer"] * 2
    assert fresh(cases[0]).owed_count == 0
    shown = tally(asked, omar)
    assert (shown.asked, shown.answered, [one.passed for one in shown.missing]) == (5, 3, [True, True])

    # Dana presses a button: it counts, and stands in her thread. It is Alice's turn.
    for _twice in range(2):
        answer_as_customer(ask_of(cases[0]), contact=dana, value="Teapot")
    hers = Message.objects.filter(author_kind="contact", channel="portal")
    assert [message.body for message in hers] == ["Which wallet did they use?\nTeapot"]
    assert fresh(cases[0]).status == "open"
    assert counts(asked, omar) == {"Teapot": (2, 2, 50), "PayNow": (1, 1, 25), "Cannot be told": (1, 1, 25)}
    assert answers_of(incident.id) == {
        "question-1": {
            **{key: "Teapot" for case in (cases[0], cases[2]) for key in (case.id, case.account_id)},
            **dict.fromkeys((cases[3].id, cases[3].account_id), "PayNow"),
        }
    }
    # Facts say who and when, and not what.
    told = RecordedFact.objects.filter(kind="questions.QuestionAnswered")
    assert told.count() == 4
    assert not any("Teapot" in str(fact.stored) for fact in RecordedFact.objects.filter(kind__startswith="questions."))
    assert {fact.subject_kind for fact in told} == {"case"}
    assert all(incident.subject.key in fact.about for fact in told)


def test_one_that_is_linked_later_is_asked_and_an_unlinked_one_is_not(
    cases: list[Case],
    incident: Incident,
    asked: Question,
    care: Team,
    alice: User,
    omar: User,
    dana: Contact,
    run_due_work: Callable[[], int],
) -> None:
    late = opened("Pay button does nothing", dana, care, alice)
    link_cases(incident, [late], by=alice.actor)
    run_due_work()
    assert fresh(late).asked_count == 1
    answer(late, alice, "Teapot")
    answer(cases[1], alice, "PayNow")
    for case in (cases[0], cases[1]):
        unlink_case(incident, case, by=alice.actor)
    run_due_work()
    assert fresh(cases[0]).owed_count == 0
    assert ask_of_any(cases[0]).withdrawn_why == "unlinked"
    assert counts(asked, omar) == {"Teapot": (1, 1, 100)}
    # Linked again, its answer stands again, and the other is asked anew.
    link_cases(incident, cases[:2], by=alice.actor)
    run_due_work()
    assert counts(asked, omar) == {"Teapot": (1, 1, 50), "PayNow": (1, 1, 50)}
    assert fresh(cases[0]).asked_count == 1
    # When the incident is over, nobody is asked any more.
    resolve_incident(incident, by=alice.actor, override_reason="The provider said so")
    run_due_work()
    assert Question.objects.get().status == "closed"
    assert not Obligation.objects.filter(kind="answer", state="owed").exists()
    with pytest.raises(Conflict):
        ask_question(Incident.objects.get(id=incident.id), WHICH, by=omar.actor)


def ask_of_any(case: Case) -> Ask:
    return Ask.objects.filter(case=case).latest("asked_at", "id")


def test_merged_cases_are_asked_once(
    incident: Incident,
    care: Team,
    alice: User,
    omar: User,
    dana: Contact,
    cases: list[Case],
    run_due_work: Callable[[], int],
) -> None:
    one, other, third = (opened(f"Cannot pay {n}", dana, care, alice) for n in range(3))
    link_cases(incident, [one, other, third], by=alice.actor)
    merge_cases([other], into=one, by=alice.actor)
    question = ask_question(incident, WHICH, by=omar.actor)
    assert Ask.objects.filter(case__in=[one, other, third]).count() == 2
    # Merged after they were asked: one of them stays, the one at the survivor.
    merge_cases([third], into=one, by=alice.actor)
    assert fresh(one).asked_count == 2
    run_due_work()
    assert (fresh(one).asked_count, ask_of_any(third).withdrawn_why) == (1, "merged")
    answer(one, alice, "PayNow")
    assert counts(question, omar) == {"PayNow": (1, 1, 100)}
    # Apart again, it is asked again.
    undo_merge(fresh(third), by=alice.actor)
    run_due_work()
    assert fresh(third).asked_count == 1
    answer(third, alice, "Teapot")
    # Two that answered become one: the newest answer speaks for both, and an undo brings back the other.
    merge_cases([fresh(third)], into=fresh(one), by=alice.actor)
    run_due_work()
    assert counts(question, omar) == {"Teapot": (1, 1, 100)}
    undo_merge(fresh(third), by=alice.actor)
    run_due_work()
    assert counts(question, omar)["PayNow"] == (1, 1, 50)


def test_corrected_and_its_past_kept(cases: list[Case], asked: Question, alice: User, omar: User, bob: User) -> None:
    answer(cases[0], alice, "Teapot")
    answer(cases[0], alice, "Teapot")
    assert Answer.objects.count() == 1
    answer(cases[0], bob, "PayNow")
    assert counts(asked, omar) == {"PayNow": (1, 1, 100)}
    assert [one.value for one in Answer.objects.all()] == ["PayNow", "Teapot"]
    again = RecordedFact.objects.filter(kind="questions.QuestionAnswered").order_by("at", "id")
    assert [fact.body.again for fact in again] == [False, True]
    shown = browse(alice).get(f"/cases/{cases[0].ref}/").content.decode()
    assert "corrected; before:" in shown
    assert "Bob Keller" in shown


def test_closed_opened_again_and_withdrawn(
    cases: list[Case], asked: Question, alice: User, omar: User, bob: User, dana: Contact, move_clock: MoveClock
) -> None:
    answer(cases[0], alice, "Teapot")
    pass_to_customer(ask_of(cases[1]), by=bob.actor, send_now=True)
    for _twice in range(2):
        close_question(asked, by=omar.actor)
    assert tally(asked, omar).asked == 1
    assert not Obligation.objects.filter(kind="answer", state="owed").exists()
    with pytest.raises(Conflict):
        answer(cases[0], alice, "PayNow")
    reopen_question(asked, by=omar.actor, open_until=clock.now() + timedelta(minutes=30))
    shown = tally(asked, omar)
    # Whoever was asked by an agent is not asked again.
    assert (shown.asked, shown.answered, sum(one.passed for one in shown.missing)) == (5, 1, 1)
    assert Obligation.objects.filter(kind="answer", state="owed").count() == 3
    move_clock.forward(minutes=31)
    assert Question.objects.get().status == "closed"
    withdraw_question(asked, by=omar.actor)
    assert answers_of(asked.incident_id) == {}
    assert questions_of(asked.incident_id) == {}
    with pytest.raises(Conflict):
        reopen_question(asked, by=omar.actor)


def test_who_has_not_answered_is_reminded_outside_her_quiet_hours(
    cases: list[Case],
    agents: list[User],
    asked: Question,
    relay: MailRelay,
    move_clock: MoveClock,
    run_due_work: Callable[[], int],
) -> None:
    alice, bob, *_others = agents
    put_quiet_hours(bob, windows=[Window((0, 1, 2, 3, 4, 5, 6), time(8), time(11))])
    run_due_work()
    answer(cases[2], agents[2], "Teapot")
    move_clock.forward(minutes=6)
    relay.mails.clear()
    move_clock.forward(minutes=10)
    move_clock.forward(minutes=5)
    (mail,) = relay.to(alice.email)
    assert "Still open" in mail["Subject"]
    assert relay.to(agents[2].email) == []
    assert relay.to(bob.email) == []
    move_clock.forward(hours=2)
    assert relay.to(bob.email)


def test_a_pass_that_is_taken_back_asks_the_agent_again(
    cases: list[Case], asked: Question, alice: User, run_due_work: Callable[[], int], relay: MailRelay
) -> None:
    passed = pass_to_customer(ask_of(cases[0]), by=alice.actor)
    assert fresh(cases[0]).asked_count == 0
    pass_to_customer(passed, by=alice.actor)
    assert Message.objects.filter(seen_by="customer", thread__subject_id=cases[0].id, author_kind="person").count() == 1
    withdraw_reply(cases[0], Message.objects.get(id=passed.passed_in), by=alice.actor)
    run_due_work()
    assert (ask_of(cases[0]).state, fresh(cases[0]).asked_count) == ("waits", 1)
    assert relay.to("dana@acme.example") == []


def test_a_case_that_is_over_is_not_asked(
    cases: list[Case], asked: Question, alice: User, omar: User, run_due_work: Callable[[], int]
) -> None:
    answer(cases[1], alice, "Teapot")
    for case in cases[:2]:
        close_case(fresh(case), by=alice.actor, reason="withdrawn")
    run_due_work()
    assert fresh(cases[0]).asked_count == 0
    # What was answered still counts.
    assert (tally(asked, omar).asked, counts(asked, omar)) == (4, {"Teapot": (1, 1, 100)})


def test_answers_become_an_attribute_when_somebody_says_so(
    cases: list[Case], incident: Incident, acme: Account, alice: User, omar: User, mei: User
) -> None:
    AttributeDefinition.objects.create(key="wallet", label="Wallet", kind="cat", choices=WALLETS)
    Account.objects.filter(id=acme.id).update(attributes={"wallet": "PayNow"})
    given = QuestionIn(text="Which wallet?", kind="choice", attribute="wallet")
    question = ask_question(incident, given, by=omar.actor)
    assert (question.key, question.codes) == ("wallet", WALLETS)
    answer(cases[0], alice, "Teapot")
    answer(cases[1], alice, cannot_tell=True)
    assert answers_of(incident.id)["wallet"][acme.id] == "Teapot"
    assert keep_answers(question, by=mei.actor) == 1
    assert keep_answers(question, by=mei.actor) == 0
    assert Account.objects.get(id=acme.id).attributes == {"wallet": "Teapot"}
    with pytest.raises(Invalid) as no:
        ask_question(incident, QuestionIn(text="How many?", kind="number", attribute="wallet"), by=omar.actor)
    assert list(no.value.faults) == ["attribute"]


def test_what_somebody_wrote_is_erased_with_her(
    cases: list[Case], incident: Incident, dana: Contact, alice: User, omar: User, mei: User, relay: MailRelay
) -> None:
    words = ask_question(incident, QuestionIn(text="What did they see?", kind="text"), by=omar.actor)
    number = ask_question(incident, QuestionIn(text="How many tablets?", kind="number"), by=omar.actor)
    answer_question(ask_of(cases[0], words), by=alice.actor, value="Dana saw a wheel")
    answer_question(ask_of(cases[0], number), by=alice.actor, value=64)
    erase_contact(dana, by=mei.actor)
    assert set(counts(words, omar)) == {"Erased"}
    assert set(counts(number, omar)) == {"64"}
    assert "wheel" not in str(list(Answer.objects.values()))
    assert list(answers_of(incident.id)) == ["question-2"]


def test_she_reads_it_in_her_language(
    care: Team, alice: User, incident: Incident, omar: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    lena = contact("Lena Vogt", "lena@vogt.example", account("vogt", "Vogt", locale="de"), locale="de")
    case = opened("Kasse hängt", lena, care, alice)
    Case.objects.filter(id=case.id).update(locale="de")
    link_cases(incident, [case], by=alice.actor)
    question = ask_question(incident, WHICH, by=omar.actor)
    pass_to_customer(ask_of(case, question), by=alice.actor, send_now=True)
    move_clock.forward(seconds=1)
    (mail,) = relay.to("lena@vogt.example")
    assert "Guten Tag Lena" in written(mail)
    assert "Welche Wallet war es?\n- Teekanne" in written(mail)
    answer_as_customer(ask_of(case, question), contact=lena, cannot_tell=True)
    assert Message.objects.get(channel="portal").body == "Welche Wallet war es?\nIch kann es nicht sagen."
    assert counts(question, omar) == {"Cannot be told": (1, 1, 100)}


def test_whoever_asked_hears_when_nobody_is_missing(
    cases: list[Case], agents: list[User], asked: Question, relay: MailRelay, move_clock: MoveClock
) -> None:
    for case, agent in zip(cases, agents, strict=True):
        assert relay.to("omar@fernhill.example") == []
        answer(case, agent, "Teapot")
        move_clock.forward(minutes=1)
    move_clock.forward(minutes=5)
    (mail,) = relay.to("omar@fernhill.example")
    assert mail["Subject"].startswith("All 5 answers are there")


def test_a_case_without_an_owner_waits_in_its_queue(
    incident: Incident, care: Team, cases: list[Case], omar: User, charlie: User, bob: User, dana: Contact
) -> None:
    free = opened("Nobody's", dana, care, None)
    Case.objects.filter(id=free.id).update(owner=None)
    link_cases(incident, [free], by=bob.actor)
    ask_question(incident, WHICH, by=omar.actor)
    shown = browse(bob).get(reverse("questions:waiting")).content.decode()
    assert shown.count("Which wallet did they use?") == 2
    assert "no owner" in shown
    assert "Which wallet" not in browse(charlie).get(reverse("questions:waiting")).content.decode()


def written(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")
