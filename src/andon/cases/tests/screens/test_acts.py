"""What an agent does with a case, each through its button or dialog."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.block_sender import block_sender
from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.owe import owe
from andon.cases.models import BlockedSender, Case, Grant, Obligation, Participant, StepTried
from andon.cases.obligation_in import ObligationIn
from andon.channels.models import Delivery
from andon.conversations.models import Attachment, Message
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import User

from .conftest import Browse


@pytest.fixture
def agent(alice: User, case: Case, move_clock: MoveClock, browse: Browse) -> Client:
    return browse(alice)


def act(client: Client, case: Case, name: str, *more: Any, **typed: Any) -> Any:
    answer = client.post(reverse(f"cases:{name}", args=[case.ref, *more]), typed)
    case.refresh_from_db()
    return answer


def test_an_answer_leaves_after_ten_seconds_and_can_be_taken_back(agent: Client, case: Case) -> None:
    here = f"/inbox/?view=mine&case={case.ref}"
    answer = act(agent, case, "write", seen_by="customer", body="We are on it.", back=here)
    assert (answer.status_code, answer["Location"], case.status) == (302, here, "waiting_customer")
    text = agent.get(here).content.decode()
    assert "Take it back" in text
    assert "Leaves in 10 seconds" in text
    message = Message.objects.get(body="We are on it.")
    assert act(agent, case, "withdraw_reply", message.id).status_code == 302
    assert case.status == "new"
    assert Delivery.objects.get().state == "withdrawn"
    text = agent.get(here).content.decode()
    assert "We are on it.</textarea>" in text
    assert "Nothing was sent" in text


def test_too_late_to_take_it_back(agent: Client, case: Case, move_clock: MoveClock) -> None:
    act(agent, case, "write", seen_by="customer", body="We are on it.")
    move_clock.to(clock.now() + timedelta(seconds=11))
    act(agent, case, "withdraw_reply", Message.objects.get(body="We are on it.").id)
    text = agent.get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "can no longer be taken back" in text
    assert "Take it back" not in text


def test_a_note_calls_a_colleague(agent: Client, case: Case, bob: User) -> None:
    act(agent, case, "write", seen_by="agents", body="@Bob look at this")
    assert Message.objects.get(seen_by="agents").mentions == [bob.id]
    assert not Delivery.objects.exists()
    assert case.status == "new"


def test_a_file_goes_along(agent: Client, case: Case) -> None:
    file = SimpleUploadedFile("plan.pdf", b"%PDF", content_type="application/pdf")
    act(agent, case, "write", seen_by="customer", body="See here.", files=[file])
    assert Attachment.objects.get().name == "plan.pdf"


@pytest.mark.parametrize(
    "typed",
    [
        {"seen_by": "customer", "body": " "},
        {"body": "To whom?"},
        {"seen_by": "engineering", "body": "No."},
        {"seen_by": "customer", "body": "a\0b"},
        {"seen_by": "agents", "body": "a\x07b"},
    ],
)
def test_nothing_is_sent_that_is_not_right(typed: dict[str, str], agent: Client, case: Case) -> None:
    answer = act(agent, case, "write", **typed)
    assert answer.status_code == 422
    assert typed["body"].strip("\0 ")[:1] in answer.content.decode()
    assert Message.objects.count() == 1


def test_a_closed_case_is_not_answered(agent: Client, case: Case) -> None:
    act(agent, case, "close_case", reason="withdrawn")
    answer = act(agent, case, "write", seen_by="customer", body="One more thing")
    assert answer.status_code == 422
    assert "Reopen it" in answer.content.decode()


def test_from_queue_to_closed(agent: Client, case: Case, alice: User) -> None:
    Case.objects.update(owner=None)
    act(agent, case, "take_case")
    assert case.owner == alice
    act(agent, case, "wait_for", who="customer")
    assert case.status == "waiting_customer"
    act(agent, case, "wait_for", who="the bank")
    assert (case.status, case.waits_for) == ("waiting_others", "the bank")
    act(agent, case, "solve_case", body="Does it work?")
    assert case.status == "solved"
    act(agent, case, "reopen_case", reason="It does not")
    assert case.status == "open"
    missing = act(agent, case, "close_case", reason="verified_by_check")
    assert missing.status_code == 422
    assert "This is needed" in missing.content.decode()
    assert 'id="dialog-close_case" aria-labelledby="dialog-close_case-title" open' in missing.content.decode()
    act(agent, case, "close_case", reason="verified_by_check", note="Order A-7 went through")
    assert (case.status, case.close_note) == ("closed", "Order A-7 went through")
    text = agent.get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "Closed cases are not answered" in text
    assert "Order A-7 went through" in text


def test_what_is_known_of_it(agent: Client, case: Case) -> None:
    act(agent, case, "edit_case", title="Payment hangs", order_number="A-7")
    act(agent, case, "tag_case", tags="Checkout, #android")
    act(agent, case, "tag_case", tags="android, VAT")
    act(agent, case, "add_step_tried", what="Restarted", result="no change")
    act(agent, case, "add_participant", address="shop@acme.example")
    assert (case.title, case.order_number, case.tags) == ("Payment hangs", "A-7", ["android", "vat"])
    assert StepTried.objects.get().result == "no change"
    text = agent.get(reverse("cases:case", args=[case.ref])).content.decode()
    for part in ("Payment hangs", "Order A-7", "#android", "no change", "shop@acme.example"):
        assert part in text, part
    act(agent, case, "remove_participant", Participant.objects.get().id)
    assert not Participant.objects.exists()
    refused = act(agent, case, "add_participant", address="no address")
    assert refused.status_code == 422
    assert 'value="no address"' in refused.content.decode()
    long = act(agent, case, "edit_case", title="x" * 201, order_number="kept")
    assert long.status_code == 422
    assert 'value="kept"' in long.content.decode()


def test_spam_and_its_sender(agent: Client, case: Case) -> None:
    act(agent, case, "mark_spam", block="on")
    assert (case.spam, case.status) == (True, "closed")
    sender = BlockedSender.objects.get(address="dana@acme.example")
    assert "open no case" in agent.get(reverse("cases:case", args=[case.ref])).content.decode()
    other = block_sender("other@x.example", by=NOBODY)
    assert act(agent, case, "unblock_sender", other.id).status_code == 404
    act(agent, case, "unblock_sender", sender.id)
    assert list(BlockedSender.objects.all()) == [other]


def test_what_is_owed(agent: Client, case: Case) -> None:
    source = Subject("incident", new_id())
    tell, verify = owe(
        [ObligationIn(case=case, kind=kind, source=source, label="Checkout hung") for kind in ("tell", "verify")],
        by=NOBODY,
    )
    assert "Checkout hung" in agent.get(reverse("cases:case", args=[case.ref])).content.decode()
    act(agent, case, "meet_obligation", tell.id)
    assert act(agent, case, "waive_obligation", obligation=str(verify.id), why="").status_code == 422
    assert act(agent, case, "waive_obligation", obligation=str(new_id()), why="x").status_code == 422
    act(agent, case, "waive_obligation", obligation=str(verify.id), why="She left")
    assert dict(Obligation.objects.values_list("kind", "state")) == {"tell": "told", "verify": "waived"}


def test_she_knows_who_reported(agent: Client, case: Case) -> None:
    Case.objects.update(verified=False)
    here = reverse("cases:case", args=[case.ref])
    assert "Nothing proves yet" in agent.get(here).content.decode()
    act(agent, case, "confirm_reporter")
    assert case.verified
    text = agent.get(here).content.decode()
    assert "Nothing proves yet" not in text
    assert "confirmed whose report it is" in text


def test_who_else_reads_it(agent: Client, case: Case, bob: User, charlie: User, browse: Browse) -> None:
    grant_access([case], source=Subject("incident", new_id()), why="linked", by=NOBODY, users=[bob])
    act(agent, case, "grant_access", to=f"user:{charlie.id}", why="knows invoices")
    assert Grant.objects.count() == 2
    act(agent, case, "withdraw_access")
    assert Grant.objects.get().why == "linked"


ACTS = {
    "write": {"seen_by": "agents", "body": "x"},
    "take_case": {},
    "confirm_reporter": {},
    "solve_case": {},
    "close_case": {"reason": "withdrawn"},
    "reopen_case": {"reason": "x"},
    "wait_for": {"who": "x"},
    "edit_case": {"title": "x"},
    "tag_case": {"tags": "x"},
    "add_step_tried": {"what": "x"},
    "add_participant": {"address": "x@x.example"},
    "mark_spam": {},
    "waive_obligation": {"why": "x"},
    "grant_access": {"why": "x"},
    "withdraw_access": {},
}


@pytest.mark.parametrize("name", ACTS)
def test_whose_act_it_is(
    name: str, case: Case, bob: User, rita: User, charlie: User, omar: User, browse: Browse
) -> None:
    url = reverse(f"cases:{name}", args=[case.ref])
    assert browse(bob).get(url).status_code == 405
    assert browse(charlie).post(url, ACTS[name]).status_code == 404
    assert browse(rita).post(url, ACTS[name]).status_code == 403
    grant_access([case], source=Subject("incident", new_id()), why="linked", by=NOBODY, users=[charlie])
    assert browse(charlie).post(url, ACTS[name]).status_code == 403
    assert Client().post(url, ACTS[name]).status_code == 302
    assert browse(bob).post(url, ACTS[name]).status_code in (302, 422)


def test_the_way_back_leads_nowhere_else(agent: Client, case: Case) -> None:
    for where in ("https://evil.example/", "//evil.example/inbox/", "/inbox/\\@evil", "javascript:x"):
        answer = act(agent, case, "take_case", back=where)
        assert "evil" not in answer["Location"] or answer["Location"].startswith("/inbox/")
        assert answer["Location"].startswith("/")


def test_handing_one_over(agent: Client, case: Case, bob: User, charlie: User) -> None:
    url = reverse("cases:hand_over_cases")
    typed = {"case": str(case.id), "one": "1", "to": f"user:{bob.id}"}
    refused = agent.post(url, typed)
    assert refused.status_code == 422
    assert 'id="dialog-hand_over_cases"' in refused.content.decode()
    assert agent.post(url, typed | {"reason": "Shift ends"})["Location"] == reverse("cases:case", args=[case.ref])
    # Into another team she no longer sees it.
    away = agent.post(url, typed | {"to": f"user:{charlie.id}", "reason": "An invoice"})
    assert away["Location"] == reverse("cases:inbox")
