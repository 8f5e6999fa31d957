"""The sink: what is sent to it can be read, and what is in a mail does nothing to the page."""

import http.client
import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest

from andon.demo.sink.page import SinkPage
from andon.demo.sink.smtp import SinkRelay
from andon.demo.sink.store import Sink
from andon.kit import clock


def mail(to: str, subject: str, text: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "care@fernhill.example", to, subject
    made.set_content(text)
    return made


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def mails(sink: Sink) -> Iterator[SinkPage]:
    with SinkPage(sink) as serving:
        yield serving


def read(mails: SinkPage, path: str) -> tuple[int, str]:
    at = urlsplit(mails.url)
    connection = http.client.HTTPConnection("127.0.0.1", at.port or 80, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_a_mail_is_taken_and_shown_with_links_to_follow(sink: Sink, mails: SinkPage) -> None:
    with SinkRelay(sink) as relay, smtplib.SMTP("127.0.0.1", relay.port) as door:
        door.send_message(mail("Dana <dana@acme.example>", "Grüße", "Your case:\nhttp://localhost:8000/my/abc/\n"))
    status, shown = read(mails, "/")
    assert status == 200
    assert "Grüße" in shown
    status, shown = read(mails, "/1")
    assert "<a href='http://localhost:8000/my/abc/'>" in shown


def test_what_a_mail_says_is_only_text(sink: Sink, mails: SinkPage) -> None:
    hostile = mail("x@y.example", "<script>a()</script>", "<img src=x onerror=b()> http://h.example/'onclick='c()")
    sink.keep(bytes(hostile), ["x@y.example"], at=clock.wall())
    for path in ("/", "/1", "/?to=x%40y.example"):
        _status, shown = read(mails, path)
        assert "<script>" not in shown
        assert "<img" not in shown
        assert "'onclick=" not in shown


def test_the_mails_of_history_and_of_one_person_are_apart(sink: Sink, mails: SinkPage) -> None:
    sink.keep(bytes(mail("a@b.example", "Today", "x")), ["a@b.example"], at=clock.wall())
    sink.keep(bytes(mail("c@d.example", "Long ago", "x")), ["c@d.example"], at=clock.wall(), history=True)
    assert "Long ago" not in read(mails, "/")[1]
    assert "Long ago" in read(mails, "/?history=1")[1]
    assert "Today" not in read(mails, "/?to=c%40d.example")[1]
    assert [one.number for one in sink.to("A@B.example")] == [1]


def test_what_is_not_there_is_said(mails: SinkPage) -> None:
    for path in ("/7", "/nothing", "/-1"):
        assert read(mails, path)[0] == 404
    assert read(mails, "/mails.css")[0] == 200
