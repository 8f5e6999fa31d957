"""`andon doctor mail`: what the DNS says, in plain words, and a test mail."""

from pathlib import Path
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.peers.asking_relay import AskingRelay
from tests.peers.mail_relay import MailRelay
from tests.peers.name_server import NameServer

from andon.channels.actions.make_dkim_key import make_dkim_key
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.switch_dkim_signing import switch_dkim_signing
from andon.project.doctor.domain import domain_records
from andon.project.doctor.mail import mail
from andon.project.doctor.surroundings import surroundings
from andon.project.supervise.installation import Installation

pytestmark = pytest.mark.django_db
DOMAIN = "fernhill.example"


def states(**more: Any) -> dict[str, str]:
    return {finding.what.split()[0]: finding.state for finding in domain_records(DOMAIN, more.get("key"))}


def test_a_domain_with_everything_is_well(name_server: NameServer, relay: MailRelay) -> None:
    key = switch_dkim_signing(make_dkim_key(DOMAIN, by=NOBODY), on=True, by=NOBODY)
    name_server.put(DOMAIN, "MX", "10 mx.fernhill.example.")
    name_server.put(DOMAIN, "TXT", "v=spf1 mx -all")
    name_server.put(f"_dmarc.{DOMAIN}", "TXT", "v=DMARC1; p=reject")
    name_server.put(key.record_name, "TXT", key.record)
    assert states(key=key) == dict.fromkeys(("MX", "SPF", "DKIM", "DMARC"), "well")
    said = domain_records(DOMAIN, key)[-1].said
    assert said == "mails that fail are refused; ours can pass by DKIM and SPF"


def test_a_domain_with_nothing_is_told_what_to_publish(name_server: NameServer, relay: MailRelay) -> None:
    name_server.put(DOMAIN, "A", "192.0.2.1")
    key = switch_dkim_signing(make_dkim_key(DOMAIN, by=NOBODY), on=True, by=NOBODY)
    assert states(key=key) == {"MX": "ill", "SPF": "look", "DKIM": "ill", "DMARC": "look"}
    assert key.record in domain_records(DOMAIN, key)[2].remedy
    name_server.put(key.record_name, "TXT", "v=DKIM1; p=AAAA")
    assert domain_records(DOMAIN, key)[2].said.endswith("holds another key")


@pytest.mark.parametrize(
    ("records", "what"),
    [(["v=spf1 +all"], "everybody"), (["v=spf1 -all", "v=spf1 mx -all"], "2 records")],
)
def test_an_spf_record_that_does_harm_is_named(name_server: NameServer, records: list[str], what: str) -> None:
    name_server.put(DOMAIN, "TXT", *records, "google-site-verification=x")
    (spf,) = [finding for finding in domain_records(DOMAIN, None) if finding.what.startswith("SPF")]
    assert (spf.state, what in spf.said) == ("ill", True)


def test_dmarc_that_nothing_can_satisfy(name_server: NameServer) -> None:
    name_server.put(f"_dmarc.{DOMAIN}", "TXT", "v=DMARC1; p=quarantine")
    (dmarc,) = [finding for finding in domain_records(DOMAIN, None) if finding.what.startswith("DMARC")]
    assert dmarc.state == "ill"
    assert "neither SPF nor DKIM" in dmarc.said


def test_a_dns_that_does_not_answer_is_no_verdict(settings: Any) -> None:
    settings.MAIL_DNS = "127.0.0.1:9"
    (only,) = domain_records(DOMAIN, None)
    assert (only.state, "no name server answers" in only.said) == ("look", True)


def test_a_test_mail_is_sent_and_signed(name_server: NameServer, relay: MailRelay) -> None:
    switch_dkim_signing(make_dkim_key(DOMAIN, by=NOBODY), on=True, by=NOBODY)
    found = mail("ada@elsewhere.example")
    assert found[-1].said == "the relay took one from care@fernhill.example to ada@elsewhere.example"
    (test,) = relay.to("ada@elsewhere.example")
    assert "d=fernhill.example" in str(test["DKIM-Signature"])
    relay.behave = "refuse"
    assert mail("ada@elsewhere.example")[-1].state == "ill"


def test_no_password_goes_to_a_relay_in_the_clear(settings: Any, tmp_path: Path, name_server: NameServer) -> None:
    nowhere = Installation(home=tmp_path, listen="127.0.0.1:1", mail_listen="127.0.0.1:1")
    put_mailbox(address="care@fernhill.example", by=NOBODY)
    asking = AskingRelay(None)
    for end, state in (("", "ill"), ("?plain=yes", "well")):
        settings.MAIL_RELAY = f"smtp://me:secret@127.0.0.1:{asking.port}{end}"
        found = [one for one in (*surroundings(nowhere), *mail()) if "the relay" in one.said]
        assert len(found) == 2
        assert [(one.state, "no TLS" in one.said) for one in found] == [(state, state == "ill")] * 2
    asking.stop()
