"""What engineers asked for sharpens the blast radius, and misleads it not."""

import pytest
from conftest import MoveClock
from tests.cast import NOBODY

from andon.customers.actions.define_attribute import define_attribute
from andon.customers.actions.set_attributes import set_attributes
from andon.customers.models import Account
from andon.impact.base import base_digest, load_base
from andon.impact.reported import answers_to
from andon.impact.tests.conftest import MakeAccount
from andon.incidents.models import Incident
from andon.kit import clock
from andon.people.models import User
from andon.questions.actions.answer_question import answer_question
from andon.questions.actions.ask_question import ask_question
from andon.questions.models import Ask
from andon.questions.question_in import QuestionIn
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db
WHICH = QuestionIn(text="Which wallet did they use?", kind="choice", choices=("Teapot", "PayNow"), attribute="wallet")


@pytest.fixture
def asked(incident: Incident, make_account: MakeAccount, omar: User) -> Ask:
    define_attribute(key="wallet", label="Wallet", kind="cat", by=NOBODY)
    for number in range(30):
        make_account(number)
    ask_question(incident, WHICH, by=omar.actor)
    return Ask.objects.get()


def test_an_answer_is_what_the_reporter_has(asked: Ask, incident: Incident, acme: Account, alice: User) -> None:
    set_attributes([(one, {"wallet": "PayNow"}) for one in Account.objects.all()], by=NOBODY)
    before = base_digest([acme.id], answers_to(incident.subject))
    answer_question(asked, by=alice.actor, value="Teapot")
    told = answers_to(incident.subject)
    assert told[acme.id] == {"wallet": "Teapot"}
    assert base_digest([acme.id], told) != before
    base = load_base(clock.now(), told)
    (row,) = base.rows_of([acme.id])
    assert base.columns["wallet"][row] == "Teapot"


def test_what_only_reporters_were_asked_for_is_no_sign(asked: Ask, incident: Incident, alice: User) -> None:
    answer_question(asked, by=alice.actor, value="Teapot")
    assert "wallet" not in load_base(clock.now(), answers_to(incident.subject)).schema


def test_an_answer_makes_it_look_again(asked: Ask, incident: Incident, alice: User, move_clock: MoveClock) -> None:
    move_clock.forward(seconds=1)
    move_clock.forward(seconds=10)
    looks = DueWork.objects.filter(task="impact.find_blast_radius", args__subject__startswith="incident")
    assert not looks.exists()
    answer_question(asked, by=alice.actor, value="Teapot")
    move_clock.forward(seconds=1)
    assert looks.count() == 1
