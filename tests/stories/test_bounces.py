"""What we sent comes back: what was told is owed again, and an address that does not exist is not written to."""

from email.message import EmailMessage

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.models import Case, CasePolicy, Obligation
from andon.channels.actions.receive_mail import receive_mail
from andon.channels.actions.suppress_address import suppress_address
from andon.channels.models import Delivery, InboundMail, Suppression
from andon.comms.reads.coverage import coverage
from andon.conversations.models import Message
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.customers.reads.export_contact import export_contact
from andon.incidents.models import Incident
from andon.people.models import Team, User
from andon.work.engine.inline import run_due_work
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay
from tests.stories.mails import post, write_mail
from tests.stories.test_incident import RunDueWork, giulia, incident, tell  # noqa: F401  fixtures

DANA = "Dana Whitfield <dana@acme.example>"
BY_THE_BOOK = """From: MAILER-DAEMON@mx.acme.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B
Content-Type: text/plain

Sorry.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example

Final-Recipient: rfc822; dana@acme.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--B--
"""
QMAIL = """From: MAILER-DAEMON@mx.acme.example
Subject: failure notice

Hi. This is the qmail-send program at mx.acme.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<dana@acme.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
"""
EXIM = """From: Mail Delivery System <Mailer-Daemon@mx.acme.example>
X-Failed-Recipients: dana@acme.example
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  dana@acme.example
    host mx.acme.example [192.0.2.1]: 550 5.1.1 User unknown
"""


@pytest.fixture
def house(care: Team, alice: User, dana: Contact, relay: MailRelay, move_clock: MoveClock) -> None:
    CasePolicy.objects.create(default_team=care)


def bounce(_at: str, *, action: str = "failed", status: str = "5.1.1", said: str = "550 5.1.1 no such user") -> bytes:
    return BY_THE_BOOK.format(action=action, status=status, said=said).encode()


def returned(raw: bytes, to: str) -> InboundMail:
    """A mail server gives our mail back, to its return path and from nobody."""
    inbound = receive_mail(raw.replace(b"\n", b"\r\n"), envelope_from="", envelope_to=[to])
    run_due_work()
    inbound.refresh_from_db()
    return inbound


def answered(alice: User, move_clock: MoveClock) -> Case:
    """A case of Dana's that Alice has answered."""
    post(write_mail(DANA, "Checkout hangs", "Since this morning."))
    case = Case.objects.latest("number")
    reply_to_case(case, by=alice.actor, body="We are on it.", send_now=True)
    move_clock.forward(seconds=1)
    return case


def test_a_bounced_update_is_owed_again(
    incident: Incident,  # noqa: F811
    alice: User,
    relay: MailRelay,
    move_clock: MoveClock,
    dana: Contact,
    client: Client,
) -> None:
    tell(incident, alice, move_clock)
    assert coverage(incident).percent == 100
    path = relay.return_paths[[to for to, _mail in relay.mails].index(["dana@acme.example"])]
    assert path.startswith("care+b-")
    assert path.endswith("@fernhill.example")
    # Twice, as mail servers do.
    for _again in range(2):
        assert returned(bounce(path), path).state == "taken"
    assert (coverage(incident).failed, Suppression.objects.get().address) == (1, "dana@acme.example")
    assert Obligation.objects.filter(contact=dana, state="owed").count() == 1
    case = Case.objects.get(contact=dana)
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "Nothing is sent to dana@acme.example" in shown
    assert "550 5.1.1 no such user" in shown


def test_an_update_to_a_stopped_address_says_so_and_stays_owed(
    incident: Incident,  # noqa: F811
    alice: User,
    relay: MailRelay,
    move_clock: MoveClock,
    dana: Contact,
) -> None:
    suppress_address("dana@acme.example", why="she left", by=alice.actor)
    tell(incident, alice, move_clock)
    assert relay.to("dana@acme.example") == []
    assert Delivery.objects.get(purpose="update", recipient_id=dana.id).state == "suppressed"
    assert coverage(incident).failed == 1
    assert Obligation.objects.filter(contact=dana, state="owed").count() == 1


def test_what_a_stopped_address_is_sent_is_held_back_until_somebody_lifts_it(
    house: None, relay: MailRelay, alice: User, move_clock: MoveClock, client: Client
) -> None:
    case = answered(alice, move_clock)
    returned(bounce(relay.return_paths[-1]), relay.return_paths[-1])
    assert Delivery.objects.get(purpose="reply").state == "bounced"
    written = reply_to_case(case, by=alice.actor, body="Hello?", send_now=True)
    run_due_work()
    held = Delivery.objects.get(key=written.delivery_key)
    assert (held.state, held.error) == ("suppressed", "mail to this address is stopped: 550 5.1.1 no such user")
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "not sent: mail to this address is stopped" in shown
    again = reverse("cases:write_again", args=[case.ref, Suppression.objects.get().id])
    assert client.post(again).status_code == 302
    assert client.post(again).status_code == 404
    reply_to_case(case, by=alice.actor, body="Hello again.", send_now=True)
    run_due_work()
    assert "Hello again." in relay.to("dana@acme.example")[-1].get_content()


@pytest.mark.parametrize("raw", [QMAIL, EXIM], ids=["qmail", "exim"])
def test_servers_with_a_way_of_their_own_are_understood(
    house: None, relay: MailRelay, alice: User, move_clock: MoveClock, raw: str
) -> None:
    answered(alice, move_clock)
    assert returned(raw.encode(), relay.return_paths[-1]).state == "taken"
    assert Delivery.objects.get(purpose="reply").state == "bounced"
    assert Suppression.objects.get().address == "dana@acme.example"


@pytest.mark.parametrize(
    ("action", "status", "said", "state"),
    [
        ("delayed", "4.4.7", "451 try later", "told"),
        ("failed", "5.2.2", "552 5.2.2 mailbox full", "bounced"),
        ("failed", "5.7.1", "550 5.7.1 looks like spam", "bounced"),
        ("failed", "5.0.0", "554 5.3.4 too large", "bounced"),
    ],
)
def test_what_may_pass_stops_nobody(
    house: None,
    relay: MailRelay,
    alice: User,
    move_clock: MoveClock,
    action: str,
    status: str,
    said: str,
    state: str,
) -> None:
    answered(alice, move_clock)
    path = relay.return_paths[-1]
    assert returned(bounce(path, action=action, status=status, said=said), path).state == "taken"
    assert Delivery.objects.get(purpose="reply").state == state
    assert not Suppression.objects.exists()


def test_a_copy_that_bounces_stops_only_the_copy(
    house: None, relay: MailRelay, alice: User, move_clock: MoveClock
) -> None:
    from andon.cases.actions.add_participant import add_participant

    case = answered(alice, move_clock)
    add_participant(case, address="ben@acme.example", by=alice.actor)
    reply_to_case(case, by=alice.actor, body="Both of you.", send_now=True)
    run_due_work()
    path = relay.return_paths[-1]
    returned(bounce(path).replace(b"dana@acme", b"ben@acme"), path)
    assert Suppression.objects.get().address == "ben@acme.example"
    assert Delivery.objects.filter(state="bounced").count() == 0
    reply_to_case(case, by=alice.actor, body="Once more.", send_now=True)
    run_due_work()
    assert relay.mails[-1][0] == ["dana@acme.example"]


def test_a_return_path_cannot_be_guessed(house: None, relay: MailRelay, alice: User, move_clock: MoveClock) -> None:
    answered(alice, move_clock)
    path = relay.return_paths[-1]
    name, _at, host = path.partition("@")
    wrong = f"{name[:-1]}{'0' if name[-1] != '0' else '1'}@{host}"
    assert returned(bounce(wrong), wrong).state == "kept"
    assert Delivery.objects.get(purpose="reply").state == "told"


def test_a_machines_answer_to_the_return_path_is_put_down(
    house: None, relay: MailRelay, alice: User, move_clock: MoveClock
) -> None:
    case = answered(alice, move_clock)
    away = EmailMessage()
    away["From"], away["Subject"], away["Auto-Submitted"] = DANA, "Away", "auto-replied"
    away.set_content("Back on Monday.")
    assert returned(away.as_bytes(), relay.return_paths[-1]).state == "taken"
    case.refresh_from_db()
    said = Message.objects.latest("written_at", "id")
    assert (said.automatic, said.thread.subject_id, case.status) == (True, case.id, "waiting_customer")


def test_who_complains_is_not_written_to(house: None, relay: MailRelay, alice: User, move_clock: MoveClock) -> None:
    answered(alice, move_clock)
    raw = bounce("").replace(b"report-type=delivery-status", b"report-type=feedback-report")
    returned(raw, relay.return_paths[-1])
    assert (Suppression.objects.get().reason, Delivery.objects.get(purpose="reply").state) == ("complaint", "told")


def test_who_works_here_is_always_written_to(
    incident: Incident,  # noqa: F811
    relay: MailRelay,
) -> None:
    """A page must come through, whatever a report said."""
    page = Delivery.objects.get(purpose="page")
    path = relay.return_paths[[to for to, _mail in relay.mails].index(["omar@fernhill.example"])]
    returned(bounce(path).replace(b"dana@acme", b"omar@fernhill"), path)
    page.refresh_from_db()
    assert page.state == "bounced"
    assert not Suppression.objects.exists()


def test_a_person_who_is_forgotten_is_forgotten_here_too(house: None, dana: Contact, mei: User) -> None:
    suppress_address("dana@acme.example", why="she left", by=NOBODY)
    assert export_contact(dana)["channels"]["not_written_to"][0]["why"] == "she left"
    erase_contact(dana, by=mei.actor)
    assert not Suppression.objects.exists()
