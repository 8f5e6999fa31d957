"""A complaint: asked in the portal, read by the customer, filled in by the agent, needed before it is solved."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client

from andon.cases.actions.confirm_reporter import confirm_reporter
from andon.cases.actions.set_case_fields import set_case_fields
from andon.cases.actions.solve_case import solve_case
from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.cases.tests.types import complaint
from andon.kit.errors import Invalid
from andon.people.links import make_link
from andon.people.models import User
from tests.peers.mail_relay import MailRelay


@pytest.mark.django_db
def test_from_the_portal_to_solved(alice: User, care: Any, relay: MailRelay, move_clock: MoveClock) -> None:
    complaint(in_portal=True)
    report = {"body": "My tent is torn", "name": "Dana", "email": "dana@acme.example", "nonce": "1" * 32}
    asked = "field-complaint-wrong field-complaint-part field-complaint-since"
    answers = {"field-complaint-wrong": "broken", "field-complaint-part": "TENT-4", "asked": asked}
    assert Client().post("/help/", report | answers).status_code == 302
    case = Case.objects.get()
    assert case.contact
    confirm_reporter(case, by=case.contact.actor)
    token = make_link(PURPOSE, case.subject, case.contact.actor, timedelta(days=1))
    assert "TENT-4" in Client().get(f"/my/{token}/").content.decode()
    with pytest.raises(Invalid, match="Cause"):
        solve_case(case, by=alice.actor)
    set_case_fields(case, by=alice.actor, values={"cause": ["carrier"], "cost": 80})
    hers = Client().get(f"/my/{token}/").content.decode()
    assert "Carrier" not in hers
    solve_case(case, by=alice.actor)
    move_clock.forward(days=8)
    case.refresh_from_db()
    assert (case.status, case.close_reason) == ("closed", "no_answer")
