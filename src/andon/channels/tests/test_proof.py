"""Who proves a sender: the server we trust, or her domain's own signature; nothing else."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import dkim
import pytest
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay
from tests.peers.name_server import NameServer

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.actions.make_dkim_key import make_dkim_key
from andon.channels.actions.receive_mail import receive_mail
from andon.channels.actions.switch_dkim_signing import switch_dkim_signing
from andon.channels.email.parse import parse_mail
from andon.channels.email.proof import Proof, check_signatures
from andon.channels.models import DkimKey, InboundMail
from andon.customers.models import Contact
from andon.kit.errors import Conflict, Invalid
from andon.kit.secret import unseal

ALL = [b"from", b"to", b"subject", b"date", b"message-id"]


@pytest.fixture
def acmes_key(relay: MailRelay, db: None, settings: Any, name_server: NameServer) -> DkimKey:
    """The key of Dana's company, published."""
    settings.MAIL_ADDRESS = "post@acme.example"
    key = make_dkim_key("acme.example", by=NOBODY)
    name_server.put(key.record_name, "TXT", key.record)
    settings.MAIL_ADDRESS = "care@fernhill.example"
    return key


def mail(sender: str = "Dana <dana@acme.example>") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "care@fernhill.example", "Hello"
    made["Date"], made["Message-ID"] = "Tue, 17 Nov 2026 09:00:00 +0000", "<a@acme.example>"
    made.set_content("It hangs.\n")
    return made.as_bytes().replace(b"\n", b"\r\n")


def signed(key: DkimKey, raw: bytes | None = None, **more: Any) -> bytes:
    raw = raw or mail()
    private = unseal(key.private).encode()
    signature: bytes = dkim.sign(raw, key.selector.encode(), key.domain.encode(), private, include_headers=ALL, **more)
    return signature + raw


def arrived(raw: bytes, run_due_work: Callable[[], int]) -> Proof:
    inbound = receive_mail(raw, envelope_from="dana@acme.example", envelope_to=["care@fernhill.example"])
    run_due_work()
    inbound.refresh_from_db()
    assert inbound.state in ("taken", "kept")
    return Proof(**inbound.proof)


def test_her_domains_signature_proves_her(acmes_key: DkimKey, run_due_work: Callable[[], int]) -> None:
    proof = arrived(signed(acmes_key), run_due_work)
    assert proof == Proof("dkim", "acme.example", "andon", {"dkim": "pass"})


def test_the_domain_above_hers_signs_for_her_and_no_other_does(
    acmes_key: DkimKey, run_due_work: Callable[[], int]
) -> None:
    assert arrived(signed(acmes_key, mail("Dana <dana@shop.acme.example>")), run_due_work).is_proved
    assert not arrived(signed(acmes_key, mail("Dana <dana@notacme.example>")), run_due_work).is_proved


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.replace(b"It hangs", b"Pay me"),
        lambda raw: raw.replace(b"Subject: Hello", b"Subject: Pay"),
        lambda raw: b"From: Boss <boss@acme.example>\r\n" + raw,
        lambda raw: raw.replace(b"DKIM-Signature: v=1", b"DKIM-Signature: v=7"),
        lambda raw: b"DKIM-Signature: nonsense\r\n" + mail(),
    ],
)
def test_what_was_changed_proves_nothing(
    acmes_key: DkimKey, run_due_work: Callable[[], int], spoil: Callable[[bytes], bytes]
) -> None:
    assert not arrived(spoil(signed(acmes_key)), run_due_work).is_proved


def test_a_signature_that_leaves_room_for_more_text_proves_nothing(
    acmes_key: DkimKey, run_due_work: Callable[[], int]
) -> None:
    assert not arrived(signed(acmes_key, length=True) + b"And pay me.\r\n", run_due_work).is_proved


def test_a_key_that_is_not_published_proves_nothing_nor_does_a_silent_dns(
    acmes_key: DkimKey, name_server: NameServer
) -> None:
    def asked(find: Any) -> Proof:
        return check_signatures(signed(acmes_key), "dana@acme.example", find)

    def silent(_name: str, _timeout: float) -> bytes | None:
        raise TimeoutError

    assert asked(lambda name, timeout: None).results == {"dkim": "fail"}
    assert asked(silent).results == {"dkim": "temperror"}


def test_whoever_trusts_a_server_asks_no_dns(
    acmes_key: DkimKey, name_server: NameServer, settings: Any, run_due_work: Callable[[], int]
) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example"
    said = b"Authentication-Results: mx.fernhill.example; spf=pass smtp.mailfrom=x; dmarc=fail header.from=acme.example"
    proof = arrived(said + b"\r\n" + signed(acmes_key), run_due_work)
    assert (proof.is_proved, proof.checked, proof.results) == (False, "server", {"spf": "pass", "dmarc": "fail"})
    assert name_server.asked == []


def test_two_senders_prove_nothing() -> None:
    raw = b"Authentication-Results: mx; dmarc=pass header.from=acme.example\r\n" + mail()
    assert parse_mail(raw, trusted_server="mx").authenticated
    two = raw.replace(b"From: Dana", b"From: Eve <eve@evil.example>\r\nFrom: Dana")
    assert not parse_mail(two, trusted_server="mx").authenticated
    longer = raw.replace(b"header.from=acme.example", b"header.from=acme.example.evil.example")
    assert not parse_mail(longer, trusted_server="mx").authenticated


def test_what_we_send_is_signed_and_anybody_can_check_it(
    relay: MailRelay, name_server: NameServer, dana: Contact, run_due_work: Callable[[], int]
) -> None:
    def send(key: str) -> bytes:
        given = DeliveryIn(
            key=key, purpose="reply", subject=dana.subject, recipient=dana.subject, address="dana@acme.example",
            headline="Grüße, und ein langer Betreff " * 5, text="Schöne Grüße\n.\n..\nEnde   \n", sender_name="Mei Löw",
        )  # fmt: skip
        deliver([given])
        run_due_work()
        return relay.raw[-1]

    def find(name: bytes, timeout: float = 5) -> bytes | None:
        from andon.channels.email.dns_lookup import find_txt

        return find_txt(name.decode(), timeout)

    key = make_dkim_key("fernhill.example", by=NOBODY)
    assert b"DKIM-Signature" not in send("before")
    switch_dkim_signing(key, on=True, by=NOBODY)
    raw = send("after")
    assert not dkim.verify(raw, dnsfunc=find)
    name_server.put(key.record_name, "TXT", key.record)
    assert dkim.verify(raw, dnsfunc=find)
    assert not dkim.verify(raw.replace(b"Ende", b"Anfang"), dnsfunc=find)
    with pytest.raises(Conflict):
        make_dkim_key("fernhill.example", by=NOBODY)
    with pytest.raises(Invalid):
        make_dkim_key("elsewhere.example", by=NOBODY)
    switch_dkim_signing(key, on=False, by=NOBODY)
    assert make_dkim_key("fernhill.example", by=NOBODY).public != key.public
    assert "PRIVATE" not in key.private


def test_the_look_is_stored_once(acmes_key: DkimKey, run_due_work: Callable[[], int], name_server: NameServer) -> None:
    from andon.channels.actions.note_proof import note_proof

    arrived(signed(acmes_key), run_due_work)
    found = InboundMail.objects.get()
    name_server.records.clear()
    note_proof(found.id)
    run_due_work()
    found.refresh_from_db()
    assert found.proof["by"] == "dkim"
