"""After a carrier's strike: the lead describes the list, an agent writes to all of it, and takes a mistake back."""

from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client

from andon.cases.actions.open_cases import open_cases
from andon.cases.case_in import CaseIn
from andon.cases.models import BulkRun, Case, SavedView
from andon.people.models import Team, User
from tests.cast import NOBODY, contact
from tests.peers.mail_relay import MailRelay


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db
def test_a_list_is_answered_at_once(
    alice: User, mei: User, care: Team, dana: Any, relay: MailRelay, move_clock: MoveClock
) -> None:
    people = [dana, contact("Eve Novak", "eve@other.example"), contact("Ana Sousa", "ana@other.example")]
    given = {"team": care, "owner": alice, "receipt": False}
    tags = [["strike"], ["strike"], []]
    items = [CaseIn(title="Late", contact=one, tags=tag, **given) for one, tag in zip(people, tags, strict=True)]
    open_cases(items, by=NOBODY)
    described = {"name": "Strike", "status": ["running"], "tag": "strike", "order": "newest", "audience": "everybody"}
    assert browser(mei).post("/inbox/views/new/", described).status_code == 302
    back = f"/inbox/?view=kept:{SavedView.objects.get().id}"
    agent = browser(alice)
    many = {"all": "1", "back": back, "act": "reply_to_case", "body": "Dear {first name}, the strike is ovr."}
    at = agent.post("/inbox/many/", many).headers["Location"]
    assert "Dear Eve, the strike is ovr." in agent.get(at).content.decode()
    agent.post(f"{at}run_bulk/")
    agent.post(f"{at}undo_bulk/")
    move_clock.forward(seconds=30)
    assert relay.mails == []
    at = agent.post("/inbox/many/", many | {"body": "Dear {first name}, the strike is over."}).headers["Location"]
    agent.post(f"{at}run_bulk/")
    move_clock.forward(seconds=30)
    assert "Dear Dana, the strike is over." in relay.to("dana@acme.example")[0].get_content()
    assert len(relay.mails) == 2
    assert Case.objects.filter(status="waiting_customer").count() == 2
    assert [run.state for run in BulkRun.objects.order_by("made_at", "id")] == ["undone", "done"]
