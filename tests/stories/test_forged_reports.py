"""Whoever writes a delivery report or an Authentication-Results of her own changes nothing that she may not."""

from typing import Any

import pytest
from conftest import MoveClock

from andon.cases.models import Case
from andon.channels.actions.receive_mail import receive_mail
from andon.channels.actions.take_provider_mails import take_provider_mails
from andon.channels.email.providers.calls import CameIn
from andon.channels.models import Mailbox, Suppression
from andon.customers.models import Contact
from andon.kit import clock
from andon.people.models import User
from andon.work.engine.inline import run_due_work
from tests.peers.mail_relay import MailRelay
from tests.stories.test_bounces import answered, house  # noqa: F401  a fixture

REPORT = """From: Mallory <mallory@evil.example>
To: care@fernhill.example
Subject: x
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary=B

--B
Content-Type: message/delivery-status

Final-Recipient: rfc822; dana@acme.example
Action: failed
Status: 5.1.1

--B
Content-Type: text/rfc822-headers

Message-ID: {name}

--B--
"""
CLAIMS = """Authentication-Results: mx.fernhill.example; dmarc=pass header.from=acme.example
From: Dana <dana@acme.example>
To: help@fernhill.example
Subject: Another bank account
Message-ID: <forged@evil.example>

Please use this one from now on.
"""


@pytest.mark.parametrize("kind", ["delivery-status", "feedback-report"])
@pytest.mark.usefixtures("house")
def test_a_report_that_only_knows_a_message_id_stops_no_address(
    kind: str, alice: User, move_clock: MoveClock, relay: MailRelay
) -> None:
    answered(alice, move_clock)
    report = REPORT.format(kind=kind, name=relay.to("dana@acme.example")[-1]["Message-ID"]).replace("\n", "\r\n")
    receive_mail(report.encode(), envelope_from="mallory@evil.example", envelope_to=["care@fernhill.example"])
    run_due_work()
    assert not Suppression.objects.exists()


@pytest.mark.usefixtures("house")
def test_a_providers_mailbox_does_not_believe_what_our_own_server_would_have_written(
    dana: Contact, move_clock: MoveClock, settings: Any
) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example"
    mailbox = Mailbox.objects.create(address="help@fernhill.example", kind="provider", made_at=clock.now())
    mail = CLAIMS.replace("\n", "\r\n").encode()
    take_provider_mails(mailbox, [CameIn(mail, "mallory@evil.example", "help@fernhill.example")])
    run_due_work()
    case = Case.objects.get(title="Another bank account")
    assert not case.verified
