"""A corpus of mails that mean harm or are broken: none is lost, none ends the process, each is read in bounded time."""

import base64
import io
import json
import time
import zipfile
from collections.abc import Callable

import pytest

from andon.cases.models import Case, CasePolicy
from andon.channels.actions.receive_mail import receive_mail
from andon.channels.email.parse import parse_mail
from andon.channels.models import Delivery, InboundMail
from andon.conversations.models import Attachment, Message
from andon.people.models import Team, User
from andon.work.engine.inline import run_due_work
from andon.work.models import DueWork
from tests.peers.mail_relay import MailRelay
from tests.shared import shared_fixtures

HEAD = b"From: Dana <dana@acme.example>\r\nTo: care@fernhill.example\r\nSubject: It hangs\r\n"
MOST_SECONDS = 4.0
"""Of processor time for one mail, on a busy machine."""


def mixed(*parts: bytes, boundary: bytes = b"b", kind: bytes = b"mixed") -> bytes:
    inside = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    end = b"--" + boundary + b"--\r\n"
    return b"Content-Type: multipart/" + kind + b"; boundary=" + boundary + b"\r\n\r\n" + inside + end


def nested(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\nIt hangs, deep inside.\r\n"
    for level in range(depth):
        body = mixed(body, boundary=b"b%d" % level)
    return body


def mails_in_mails(depth: int) -> bytes:
    return b"".join(b"Content-Type: message/rfc822\r\n\r\n" + HEAD for _level in range(depth)) + b"\r\nIt hangs."


def zip_of(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * 1_000_000)
    return made.getvalue()


def attached(name: bytes, content: bytes, kind: bytes = b"application/zip") -> bytes:
    heads = b"Content-Type: " + kind + b"\r\nContent-Disposition: attachment; filename=" + name
    return heads + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(content)


TEXT = b"Content-Type: text/plain\r\n\r\nIt hangs.\r\n"
HTML = b"Content-Type: text/html\r\n\r\n"
DSN = (
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: message/delivery-status\r\n\r\n"
)
# Each is a whole mail; what is done to a header is named as such.
CORPUS: dict[str, Callable[[], bytes]] = {
    "nothing at all": lambda: b"",
    "one line break": lambda: b"\r\n",
    "only a NUL": lambda: b"\0",
    "NUL in every place": lambda: HEAD.replace(b" ", b"\0 ") + b"\r\n\0It\0hangs\0",
    "control characters": lambda: HEAD + b"\r\n" + bytes(range(1, 32)) * 100,
    "no line break at all": lambda: b"From: dana@acme.example" + b"x" * 100_000,
    "only line feeds": lambda: HEAD.replace(b"\r\n", b"\n") + b"\nIt hangs.",
    "only carriage returns": lambda: HEAD.replace(b"\r\n", b"\r") + b"\rIt hangs.",
    "multiparts 200 deep": lambda: HEAD + nested(200),
    "multiparts 900 deep": lambda: HEAD + nested(900),
    "mails in mails 300 deep": lambda: HEAD + mails_in_mails(300),
    "a boundary that is never opened": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\nIt hangs.",
    "an empty boundary": lambda: HEAD + mixed(TEXT, boundary=b""),
    "a boundary of its parent": lambda: HEAD + mixed(mixed(TEXT), TEXT),
    "no boundary": lambda: HEAD + b"Content-Type: multipart/mixed\r\n\r\n--\r\nIt hangs.",
    "10,000 empty parts": lambda: HEAD + mixed(*[b"\r\n"] * 10_000),
    "a header of 5 MB": lambda: HEAD + b"X-Long: " + b"a" * 5_000_000 + b"\r\n\r\nIt hangs.",
    "a folded header of 50,000 lines": lambda: HEAD + b"X-Folded: a" + b"\r\n a" * 50_000 + b"\r\n\r\nIt hangs.",
    "100,000 headers": lambda: HEAD + b"X: y\r\n" * 100_000 + b"\r\nIt hangs.",
    "a header without a name": lambda: HEAD + b": nobody\r\n\r\nIt hangs.",
    "a header with bytes of no charset": lambda: HEAD + b"Reply-To: \xff\xfe\xfd <\x80@\x81>\r\n\r\nIt hangs.",
    "five thousand senders": lambda: b"From: d%d@acme.example\r\n" % 1 * 5_000 + b"\r\nIt hangs.",
    "a sender of 100,000 brackets": lambda: b"From: " + b"<" * 50_000 + b">" * 50_000 + b"\r\n\r\nIt hangs.",
    "a sender of comments in comments": lambda: b"From: " + b"(" * 20_000 + b" d@acme.example\r\n\r\nIt hangs.",
    "a sender of quotes": lambda: b'From: "' + b'\\"' * 20_000 + b'" <d@acme.example>\r\n\r\nIt hangs.',
    "10,000 recipients": lambda: (
        HEAD + b"Cc: " + b", ".join(b"r%d@other.example" % one for one in range(10_000)) + b"\r\n\r\nIt hangs."
    ),
    "a bomb of encoded words": lambda: HEAD.replace(b"It hangs", b"=?utf-8?q?=41?= " * 20_000) + b"\r\nIt hangs.",
    "an encoded word that never ends": lambda: HEAD.replace(b"It hangs", b"=?utf-8?q?" + b"=?" * 20_000) + b"\r\nx",
    "an encoded word of no charset": lambda: HEAD.replace(b"It hangs", b"=?klingon?b?/////w==?=") + b"\r\nIt hangs.",
    "an encoded word with a line break": lambda: (
        HEAD.replace(b"It hangs", b"=?utf-8?q?a=0D=0ABcc:_victim=40evil.example?=") + b"\r\nIt hangs."
    ),
    "an encoded word with halves of pairs": lambda: HEAD.replace(b"It hangs", b"=?utf-8?b?7aCA?=") + b"\r\nIt hangs.",
    "a charset that Python knows and that is none": lambda: (
        HEAD + b"Content-Type: text/plain; charset=rot13\r\n\r\nVg unatf."
    ),
    "a charset with NUL": lambda: HEAD + b"Content-Type: text/plain; charset=utf-8\0\r\n\r\nIt hangs.",
    "UTF-16 without its mark": lambda: HEAD + b"Content-Type: text/plain; charset=utf-16\r\n\r\n\x00\xd8\x00",
    "UTF-7 with markup": lambda: HEAD + b"Content-Type: text/html; charset=utf-7\r\n\r\n+ADw-script+AD4-x",
    "base64 of nothing": lambda: HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n====",
    "an encoding of no kind": lambda: HEAD + b"Content-Transfer-Encoding: x-uue\r\n\r\nbegin 644 x\r\n",
    "quoted-printable that breaks off": lambda: HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\nIt =E",
    "a type without a slash": lambda: HEAD + b"Content-Type: text\r\n\r\nIt hangs.",
    "parameters of 20,000 pieces": lambda: (
        HEAD + b"Content-Type: text/plain" + b"".join(b"; a*%d=x" % one for one in range(20_000)) + b"\r\n\r\nx"
    ),
    "HTML that never closes": lambda: HEAD + HTML + b"<div>" * 50_000 + b"It hangs.",
    "HTML of brackets": lambda: HEAD + HTML + b"<" * 200_000,
    "HTML of entities": lambda: HEAD + HTML + b"&amp;" * 40_000,
    "HTML with scripts in every way": lambda: (
        HEAD + HTML + b"<svg/onload=x()><scr<script>ipt>x()</script><a href=java&#x0A;script:x()>y</a><base href=//e>"
    ),
    "a quotation of 100,000 signs": lambda: HEAD + b"\r\n" + b">" * 100_000 + b"\r\nIt hangs.",
    "a quotation of 20,000 levels": lambda: HEAD + b"\r\nIt hangs.\r\n" + b"> " * 20_000,
    "a zip named as text": lambda: HEAD + mixed(TEXT, attached(b'"invoice.txt"', zip_of("a"))),
    "a zip that climbs": lambda: HEAD + mixed(TEXT, attached(b'"../../../etc/cron.d/x"', zip_of("../../x"))),
    "a name that turns around": lambda: (
        HEAD + mixed(TEXT, attached("“\u202egpj.exe”".encode(), b"MZ", b"application/x-msdownload"))
    ),
    "a name of 100,000 letters": lambda: HEAD + mixed(TEXT, attached(b'"' + b"a" * 100_000 + b'.zip"', b"x")),
    "a name with NUL and line breaks": lambda: HEAD + mixed(TEXT, attached(b'"a\0b\r\n c.zip"', b"x")),
    "2,000 files": lambda: HEAD + mixed(TEXT, *[attached(b'"f.txt"', b"x")] * 2_000),
    "a report of a million lines": lambda: HEAD + DSN + b"Status: 5.1.1\r\n" * 100_000 + b"\r\n--b--\r\n",
    "a report about a report": lambda: HEAD + DSN + DSN + DSN + b"Action: failed\r\n\r\n--b--\r\n",
    "a report in one endless line": lambda: (
        b"From: MAILER-DAEMON@x.example\r\n\r\n" + b"550 <a@b.example> user unknown " * 20_000
    ),
    "a report of spaces": lambda: b"From: MAILER-DAEMON@x.example\r\n\r\n" + b" \r\n" * 50_000,
    "a signature of nonsense": lambda: b"DKIM-Signature: " + b"v=1; " * 20_000 + b"\r\n" + HEAD + b"\r\nIt hangs.",
    "references of 100,000 mails": lambda: (
        HEAD + b"References: " + b" ".join(b"<%d@x>" % one for one in range(100_000)) + b"\r\n\r\nIt hangs."
    ),
    "results that claim everything": lambda: (
        b"Authentication-Results: " + b"dmarc=pass header.from=acme.example; " * 20_000 + b"\r\n" + HEAD + b"\r\nx"
    ),
    "a mail to itself": lambda: HEAD.replace(b"dana@acme.example", b"care@fernhill.example") + b"\r\nIt hangs.",
    "a machine's mail": lambda: HEAD + b"Auto-Submitted: auto-replied\r\nReturn-Path: <>\r\n\r\nI am away.",
}


@pytest.fixture
def house(db: None, care: Team, alice: User, relay: MailRelay) -> None:
    CasePolicy.objects.create(default_team=care)


def arrive(raw: bytes, sender: str = "dana@acme.example") -> InboundMail:
    inbound = receive_mail(raw, envelope_from=sender, envelope_to=["care@fernhill.example"])
    run_due_work()
    inbound.refresh_from_db()
    return inbound


def test_there_are_enough_of_them() -> None:
    assert len(CORPUS) >= 40


@pytest.mark.parametrize("name", CORPUS)
def test_each_is_read_in_bounded_time(name: str) -> None:
    raw = CORPUS[name]()
    for at_return_path in (False, True):
        began = time.process_time()
        found = parse_mail(raw, trusted_server="mx", at_return_path=at_return_path)
        assert time.process_time() - began < MOST_SECONDS
        stored = f"{found.from_name}{found.subject}{found.reply}{found.quoted}{found.html}"
        assert "\0" not in stored
        stored.encode()
        assert "<script" not in found.html.lower()
        assert "\n" not in found.from_address


def test_none_is_lost_and_none_stops_the_worker(house: None, settings: object) -> None:
    settings.MAIL_DNS = "127.0.0.1:9"  # type: ignore[attr-defined]
    wrong = {}
    for number, (name, make) in enumerate(CORPUS.items()):
        found = arrive(make().replace(b"dana@", b"d%d@" % number))
        if found.state not in ("taken", "kept") or (found.state == "kept" and not found.why):
            wrong[name] = (found.state, found.why)
    assert wrong == {}
    assert not DueWork.objects.exclude(parked_at=None).exists()
    assert InboundMail.objects.count() == len(CORPUS)
    assert Delivery.objects.filter(address="victim@evil.example").count() == 0


def test_ten_thousand_recipients_are_copied_to_nobody(house: None, relay: MailRelay) -> None:
    arrive(CORPUS["10,000 recipients"]())
    case = Case.objects.get()
    assert (case.participants.count(), case.proposed_copies.count()) == (0, 20)
    assert [to for to, _mail in relay.mails] == [["dana@acme.example"]]


def test_two_machines_do_not_answer_each_other_for_ever(house: None, relay: MailRelay) -> None:
    """Our receipt is answered by a machine that does not say that it is one; its answer gets none."""
    arrive(HEAD + b"Message-ID: <1@acme.example>\r\n\r\nIt hangs.")
    (receipt,) = relay.to("dana@acme.example")
    for number in range(30):
        answer = HEAD.replace(b"care@fernhill.example", str(receipt["Reply-To"]).partition("<")[2][:-1].encode())
        arrive(answer + b"Message-ID: <a%d@acme.example>\r\n\r\nThank you for your mail." % number)
    assert len(relay.to("dana@acme.example")) == 1
    for number in range(30):
        arrive(HEAD + b"Message-ID: <b%d@acme.example>\r\n\r\nThank you for your mail." % number)
    assert len(relay.to("dana@acme.example")) <= 5
    assert Case.objects.count() <= 21


def test_what_we_wrote_ourselves_opens_nothing(house: None, relay: MailRelay) -> None:
    assert arrive(CORPUS["a mail to itself"](), "care@fernhill.example").state == "kept"
    assert (Case.objects.count(), relay.mails) == (0, [])


def test_names_of_files_are_only_names(house: None) -> None:
    for name in ("a zip that climbs", "a name that turns around", "a name with NUL and line breaks"):
        arrive(CORPUS[name]().replace(b"dana@", name.split()[1].encode() + b"@"))
    for file in Attachment.objects.all():
        assert not set(file.name) & set("/\\\0\r\n\u202e")


def test_real_mails_of_common_clients_are_read_and_none_is_empty() -> None:
    """Of those with a note of what is new in them, `channels/tests/test_parse.py` counts how many are right."""
    samples = [json.loads(path.read_text()) for path in sorted(shared_fixtures("email").glob("*.json"))]
    assert len(samples) > 20
    for sample in samples:
        if "raw" in sample:
            raw = sample["raw"].encode()
        elif "html" in sample:
            raw = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + sample["html"].encode()
        else:
            raw = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + sample["text"].encode()
        found = parse_mail(raw)
        assert found.reply.strip()
        assert len(found.reply) <= len(raw)


def test_no_text_of_a_stranger_becomes_a_message_of_ours(house: None) -> None:
    arrive(HEAD + b"X-Andon: reply\r\nFrom: Alice <alice@fernhill.example>\r\n\r\nPay me.")
    assert {message.author_kind for message in Message.objects.filter(channel="email", automatic=False)} <= {"contact"}
