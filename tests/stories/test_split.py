"""A mail with two matters becomes two cases: both show what she wrote, each with its own owner."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.split_case import split_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.reads.case_messages import case_messages
from andon.cases.reads.homes import homes_of
from andon.cases.reads.messages_of_holder import messages_of_holder
from andon.conversations.message_in import AttachmentIn
from andon.conversations.models import Message
from andon.conversations.rules.audience import AUDIENCES
from andon.customers.models import Account, Contact
from andon.kit.errors import Invalid
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, contact
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay


@pytest.fixture
def case(alice: User, care: Team, dana: Contact, relay: MailRelay) -> Case:
    given = CaseIn(title="Checkout hangs", body="It hangs.", contact=dana, team=care, owner=alice, receipt=False)
    return open_case(given, by=NOBODY)


@pytest.fixture
def second(case: Case, dana: Contact) -> Message:
    bill = AttachmentIn(name="bill.pdf", content=b"%PDF", content_type="application/pdf")
    body = "And my bill is wrong."
    receive_customer_message(case, by=dana.actor, body=body, channel="email", attachments=[bill])
    return Message.objects.get(body=body)


def said_in(case: Case) -> list[str]:
    return [message.body for message in case_messages(homes_of(case), AUDIENCES)]


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_both_show_it_and_each_has_its_own_owner(
    case: Case,
    second: Message,
    alice: User,
    charlie: User,
    billing: Team,
    relay: MailRelay,
    run_due_work: Callable[[], int],
) -> None:
    new = split_case(case, messages=[second], title="Wrong bill", by=alice.actor, owner=charlie, team=billing)
    assert (new.owner, new.team, new.contact, new.split_from, new.status) == (
        charlie,
        billing,
        case.contact,
        case,
        "new",
    )
    assert said_in(case) == ["It hangs.", "And my bill is wrong."]
    assert said_in(new) == ["And my bill is wrong."]
    assert second.thread.subject == case.subject
    run_due_work()
    assert relay.to("dana@acme.example") == []
    kinds = RecordedFact.objects.filter(kind__startswith="cases.CaseSplit").values_list("kind", "subject_id")
    assert set(kinds) == {("cases.CaseSplit", case.id), ("cases.CaseSplitOff", new.id)}

    # Charlie, who sees only the new one, reads the message and its file, and nothing else of the other.
    page = browse(charlie).get(reverse("cases:case", args=[new.ref])).content.decode()
    assert "And my bill is wrong." in page
    assert case.ref in page
    assert "It hangs." not in page
    bill = second.attachments.get()
    assert browse(charlie).get(reverse("conversations:attachment", args=[bill.id])).status_code == 200
    assert browse(charlie).get(reverse("cases:case", args=[case.ref])).status_code == 404
    assert f"{new.ref}, Wrong bill" not in page
    reply_to_case(new, by=charlie.actor, body="We mend the bill", send_now=True)
    assert said_in(case) == ["It hangs.", "And my bill is wrong."]


def test_she_is_told_only_if_chosen(
    case: Case, second: Message, alice: User, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    new = split_case(case, messages=[second], title="Wrong bill", by=alice.actor, owner=alice, tell=True)
    run_due_work()
    (mail,) = relay.to("dana@acme.example")
    assert f"{new.ref}: Wrong bill" in mail.get_content()
    assert new.status == "new"


def test_the_case_is_that_of_whoever_wrote_it_and_each_reads_only_her_own(
    case: Case, second: Message, acme: Account, alice: User
) -> None:
    tom = contact("Tom Berg", "tom@acme.example", acme)
    receive_customer_message(case, by=tom.actor, body="Mine is wrong, too", channel="email")
    his = Message.objects.get(body="Mine is wrong, too")
    new = split_case(case, messages=[his], title="Tom's bill", by=alice.actor, owner=alice)
    assert (new.contact, new.verified) == (tom, False)
    assert [message.body for message in messages_of_holder(new, tom, limit=9)] == ["Mine is wrong, too"]
    both = split_case(case, messages=[second, his], title="Bills", by=alice.actor, owner=alice)
    assert both.contact == case.contact
    assert case.contact
    assert [message.body for message in messages_of_holder(both, case.contact, limit=9)] == ["And my bill is wrong."]


def test_merged_back_it_is_shown_once(case: Case, second: Message, alice: User) -> None:
    new = split_case(case, messages=[second], title="Wrong bill", by=alice.actor, owner=alice)
    merge_cases([new], into=case, by=alice.actor)
    assert said_in(case) == ["It hangs.", "And my bill is wrong."]


def test_only_what_customers_wrote_here(case: Case, alice: User, dana: Contact, care: Team) -> None:
    ours = reply_to_case(case, by=alice.actor, body="We look", send_now=True).message
    elsewhere = open_case(CaseIn(title="Other", body="Elsewhere", contact=dana, team=care, receipt=False), by=NOBODY)
    for messages in ([], [ours], case_messages([elsewhere], AUDIENCES)):
        with pytest.raises(Invalid):
            split_case(case, messages=messages, title="x", by=alice.actor)
    assert Case.objects.count() == 2


def test_at_the_screen_with_what_was_typed_kept(case: Case, second: Message, alice: User) -> None:
    url, client = reverse("cases:split_case", args=[case.ref]), browse(alice)
    shown = client.get(url, {"message": str(second.id)}).content.decode()
    assert f'value="{second.id}"' in shown
    assert "checked" in shown
    refused = client.post(url, {"title": "Wrong bill", "to": f"user:{alice.id}", "nonce": "a"})
    assert refused.status_code == 422
    assert "Wrong bill" in refused.content.decode()
    typed = {"title": "Wrong bill", "messages": [str(second.id)], "to": f"user:{alice.id}", "nonce": "a"}
    for _ in range(2):
        assert client.post(url, typed).status_code == 302
    new = Case.objects.get(split_from=case)
    assert client.get(reverse("cases:case", args=[case.ref])).content.decode().count(f"{new.ref}, Wrong bill") == 1


def test_for_programs(case: Case, second: Message, alice: User, api: Callable[..., Caller]) -> None:
    program, path = api(alice), f"/cases/{case.ref}/split_case"
    answer = program.post(path, {"messages": [str(second.id)], "title": "Wrong bill", "owner": alice.email})
    assert (answer.status_code, answer.json()["split_from_id"]) == (200, str(case.id))
    for body in (
        {"messages": [], "title": "x"},
        {"messages": [str(case.id)], "title": "x"},
        {"messages": [str(second.id)], "title": ""},
        {"messages": [str(second.id)], "title": "x", "copies": ["nobody@acme.example"]},
    ):
        assert program.post(path, body).status_code == 422, body


def test_who_may_not(
    case: Case, second: Message, rita: User, charlie: User, omar: User, api: Callable[..., Caller]
) -> None:
    url = reverse("cases:split_case", args=[case.ref])
    for who, status in ((rita, 403), (omar, 403), (charlie, 404)):
        assert browse(who).get(url).status_code == status, who.name
        assert browse(who).post(url, {"title": "x", "messages": [str(second.id)]}).status_code == status
        answer = api(who).post(f"/cases/{case.ref}/split_case", {"messages": [str(second.id)], "title": "x"})
        assert answer.status_code in (403, 404)
    assert Case.objects.count() == 1
