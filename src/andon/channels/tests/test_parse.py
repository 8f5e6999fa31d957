"""Mail as it comes: nothing raises, nothing hostile passes."""

import json
import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import shared_fixtures

from andon.channels.email.parse import parse_mail
from andon.channels.email.tokens import read_reply_address, reply_address
from andon.kit.ids import new_id


def test_reply_and_quoted_text_are_told_apart() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Dana <dana@acme.example>", "Re: Checkout", "<a@b>"
    mail.set_content(
        "It works again!\n\nOn Tue, 17 Nov 2026 at 09:05, Alice <care@fernhill.example> wrote:\n> Please try.\n"
    )
    parsed = parse_mail(mail.as_bytes())
    assert parsed.reply == "It works again!"
    assert "Please try." in parsed.quoted
    assert (parsed.from_address, parsed.message_id, parsed.automatic) == ("dana@acme.example", "<a@b>", False)


@pytest.mark.parametrize(
    ("header", "value"),
    [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("List-Id", "<news.x>"), ("Return-Path", "<>")],
)
def test_machines_are_recognised(header: str, value: str) -> None:
    assert parse_mail(f"From: a@b.example\r\n{header}: {value}\r\n\r\nOut of office".encode()).automatic


def test_hostile_html_is_cleaned() -> None:
    markup = b"<p onclick=x()>Hi</p><script>evil()</script><a href='javascript:x'>y</a>"
    raw = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + markup
    parsed = parse_mail(raw)
    assert "script" not in parsed.html
    assert "onclick" not in parsed.html
    assert "javascript" not in parsed.html
    assert parsed.reply.startswith("Hi")


def test_a_wrong_charset_and_nul_are_survived() -> None:
    raw = b"From: a@b.example\r\nContent-Type: text/plain; charset=klingon\r\n\r\nna\xc3\xafve \x00 text"
    assert parse_mail(raw).reply == "naïve \ufffd text"


def test_only_the_trusted_servers_results_count() -> None:
    raw = b"Authentication-Results: mx.us; dmarc=pass header.from=acme.example\r\nFrom: dana@acme.example\r\n\r\nx"
    assert parse_mail(raw, trusted_server="mx.us").authenticated
    assert not parse_mail(raw, trusted_server="mx.other").authenticated
    assert not parse_mail(raw).authenticated
    forged = b"Authentication-Results: mx.us; dmarc=pass header.from=evil.example\r\n" + raw
    assert not parse_mail(forged, trusted_server="mx.us").authenticated


def test_a_permanent_bounce_names_our_message() -> None:
    raw = (
        b"From: MAILER-DAEMON@mx.example\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
        b"--B\r\nContent-Type: text/plain\r\n\r\nSorry\r\n"
        b"--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        b"Final-Recipient: rfc822; dana@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        b"Diagnostic-Code: smtp; 550 gone\r\n\r\n"
        b"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ours@fernhill.example>\r\n\r\n--B--\r\n"
    )
    parsed = parse_mail(raw)
    report = parsed.report
    assert report is not None
    assert (report.message_id, report.final, parsed.automatic) == ("<ours@fernhill.example>", True, True)
    assert (report.failed, report.status) == (("dana@acme.example",), "5.1.1")
    assert "550 gone" in report.reason
    late = parse_mail(raw.replace(b"failed", b"delayed").replace(b"5.1.1", b"4.4.7")).report
    assert late is not None
    assert not late.final


def test_reply_addresses_survive_lower_casing_and_cannot_be_guessed() -> None:
    case = new_id()
    address = reply_address(case)
    assert read_reply_address(address.upper()) == case
    local, _, domain = address.rpartition("@")
    assert read_reply_address(f"{local[:-1]}{'0' if local[-1] != '0' else '1'}@{domain}") is None


@given(st.binary(max_size=2000))
def test_nothing_raises_for_any_bytes(raw: bytes) -> None:
    parse_mail(raw)
    parse_mail(b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=" + raw)


def test_real_clients_replies() -> None:
    """Real mails of common clients; what each is expected to show as the new text was noted by their collectors."""
    folder = shared_fixtures("email")
    samples = [json.loads(path.read_text()) for path in sorted(folder.glob("talon.*.eml.json"))]
    assert samples
    right = sum(parse_mail(sample["raw"].encode()).reply.strip() == sample["expected"].strip() for sample in samples)
    assert right * 10 >= len(samples) * 7, f"{right} of {len(samples)}"


def test_a_mail_as_it_comes_over_the_wire_quotes_nothing_that_is_not_quoted() -> None:
    raw = b"From: d@acme.example\r\nSubject: s\r\n\r\nGood morning,\r\n\r\nsince eight.\r\n\r\nDana\r\nAcme\r\n"
    read = parse_mail(raw)
    assert read.reply == "Good morning,\n\nsince eight.\n\nDana\nAcme"
    assert read.quoted == ""


@pytest.mark.parametrize("part", ["<br", "\n", "\n ", ">\n", "On ", "Am ", "Le "])
def test_no_text_holds_the_process_up(part: str) -> None:
    """Each of these once took minutes, in which nobody was paged either."""
    began = time.process_time()
    for kind in (b"plain", b"html"):
        parse_mail(b"From: a@b.example\r\nContent-Type: text/" + kind + b"\r\n\r\n" + (part * 40_000).encode())
        parse_mail(b"From: a@b.example\r\nContent-Type: text/" + kind + b"\r\n\r\n" + (part * 4_000).encode())
    assert time.process_time() - began < 8
