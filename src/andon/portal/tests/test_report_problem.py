"""Reporting a problem, by whoever comes."""

import time

import pytest
from conftest import MoveClock
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import NOBODY

from andon.cases.actions.block_sender import block_sender
from andon.cases.models import Case
from andon.customers.models import Contact

from .conftest import REPORT, text_of


@pytest.mark.django_db
def test_bad_reports_are_shown_again_with_everything_typed() -> None:
    for bad, fault in (
        ({"email": "dana"}, "valid email"),
        ({"email": "a b@x.example"}, "valid email"),
        ({"body": ""}, "required"),
        ({"body": "x" * 20_001}, "at most 20000"),
        ({"name": "a\0b"}, "Null characters"),
        ({"body": "a\x07b"}, "control characters"),
        ({"name": "a\x07b"}, "control characters"),
        ({"order_number": "7" * 61}, "at most 60"),
        ({"about": "nonsense"}, "valid UUID"),
        ({"website": "http://buy.example"}, "catch robots"),
    ):
        picture = SimpleUploadedFile("a.png", b"png")
        answer = Client().post("/help/", REPORT | {"order_number": "A-77"} | bad | {"attachments": [picture]})
        assert answer.status_code == 422, bad
        shown = text_of(answer)
        assert fault in shown
        assert "Choose your files again" in shown
        assert "order_number" in bad or 'value="A-77"' in shown
        assert "body" in bad or "It hangs" in shown
    assert not Case.objects.exists()
    assert not Contact.objects.exists()


@pytest.mark.django_db
def test_too_many_or_too_large_files_are_refused() -> None:
    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(11)]
    assert "At most 10 files" in text_of(Client().post("/help/", REPORT | {"attachments": many}))
    large = [SimpleUploadedFile(f"{n}.bin", b"x" * (13 * 1024 * 1024)) for n in range(2)]
    answer = Client().post("/help/", REPORT | {"attachments": large})
    assert answer.status_code == 422
    assert "25 MB" in text_of(answer)
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_limits_per_address_and_network(move_clock: MoveClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1_000.0)
    for _n in range(5):
        assert Client().post("/help/", REPORT).status_code == 302
    refused = Client().post("/help/", REPORT)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "It hangs" in text_of(refused)
    codes = [
        Client().post("/help/", REPORT | {"email": f"d{n}@x.example"}, REMOTE_ADDR="192.0.2.9").status_code
        for n in range(31)
    ]
    assert codes[-1] == 429
    assert codes.count(302) == 30
    elsewhere = Client().post("/help/", REPORT | {"email": "e@x.example"}, REMOTE_ADDR="192.0.3.9")
    assert elsewhere.status_code == 302
    finds = [Client().post("/help/find/", {"email": "a@x.example"}).status_code for _n in range(6)]
    assert finds[-1] == 429


@pytest.mark.django_db
def test_known_and_unknown_reporters_see_the_same(dana: Contact) -> None:
    seen = []
    for email in ("dana@acme.example", "new@else.example"):
        answer = Client().post("/help/", REPORT | {"email": email, "name": "Eve"}, follow=True)
        seen.append(text_of(answer).replace(Case.objects.latest("number").ref, "C"))
    assert seen[0] == seen[1]
    dana.refresh_from_db()
    assert dana.name == "Dana Whitfield"
    assert [case.verified for case in Case.objects.all()] == [False, False]


@pytest.mark.django_db
def test_a_blocked_sender_is_refused_here_too() -> None:
    block_sender("dana@acme.example", by=NOBODY, why="spam")
    answer = Client().post("/help/", REPORT)
    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_what_was_reported_is_shown_by_a_signature_only() -> None:
    assert Client().get("/help/sent/C-1/").status_code == 302
    assert Client().get("/help/sent/C-1:forged/")["Location"] == "/help/"
