"""Forms and addresses filled with what nobody types: refused or taken, never a failure of ours."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from andon.cases.models import CasePolicy
from andon.contracts.actions.put_contracts import put_contracts
from andon.contracts.contract_in import ContractIn
from andon.contracts.forms import ContractForm
from andon.imports.actions.check_import import check_import
from andon.imports.actions.upload_import import upload_import
from andon.people.models import Team, User
from andon.portal import limits
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.signal_in import SignalIn
from tests.cast import account

pytestmark = pytest.mark.django_db
TIMES = 12
VALUES: list[bytes] = [
    b"", b" ", b"0", b"-1", b"9" * 40, b"1e999", b"NaN", b"on", b"true", b"\0", b"a\0b", b"\x07", b"\xed\xa0\x80",
    b"\xff\xfe", b"x" * 5_000, "é\u202e\u200f".encode(), "e\u0301".encode() * 100,
    b"<script>alert(1)</script>", b"%00", b"{{ 7|add:1 }}",
    b"=cmd()", b"' OR 1=1 --", b"../../etc/passwd", b"https://[x", b"a@b@c", b"\r\nSet-Cookie: a=b", b"\t", b";",
    b"00000000-0000-0000-0000-000000000001", b"2026-02-31", b"9999-12-31T23:59:59Z", b"none", b"name", b"utf-16-le",
]  # fmt: skip
FINE = {200, 302, 400, 403, 404, 413, 422}


def forms(fields: list[str], seed: str) -> Iterator[bytes]:
    """Each time another draw, the same in each run."""
    chance = random.Random(seed)
    for _ in range(TIMES):
        names = [name for name in fields if chance.random() < 0.8] + ["unknown", "\0"]
        yield urlencode([(name, chance.choice(VALUES)) for name in names]).encode()


def post(client: Client, path: str, body: bytes) -> Any:
    return client.post(path, body, content_type="application/x-www-form-urlencoded")


@pytest.fixture
def desk(care: Team, mei: User) -> Client:
    client = Client()
    client.force_login(mei, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_forms_about_signals(desk: Client, care: Team, mei: User) -> None:
    signal = receive_signal(SignalIn(text="It hangs", source="forum"), by=mei.actor)
    at = reverse("signals:signal", args=[signal.id])
    fields = {
        "dismiss_signal": ["reason", "note"],
        "restore_signal": [],
        "open_case_from_signal": ["title", "team", "mine", "is_hers"],
    }
    for act, names in fields.items():
        answers = {post(desk, f"{at}{act}/", body).status_code for body in forms(names, act)}
        assert answers <= FINE, act


def test_forms_about_imports(desk: Client, mei: User) -> None:
    found = upload_import(kind="signals", name="a.csv", content=b"Text,Date\nIt hangs,1/2/2026\n", by=mei.actor)
    at = reverse("imports:import", args=[found.id])
    names = ["encoding", "delimiter", "month_first", "zone", "source", "column_0", "column_1", "column_2"]
    assert {post(desk, f"{at}map_import/", body).status_code for body in forms(names, "map")} <= FINE
    for act in ("start_import", "pause_import", "resume_import", "cancel_import", "forget_import_file"):
        assert {post(desk, f"{at}{act}/", body).status_code for body in forms([], act)} <= FINE, act


def test_files_that_are_none(desk: Client, mei: User, run_due_work: Any) -> None:
    chance = random.Random("files")
    at = reverse("imports:imports")
    for _ in range(TIMES):
        content = b"".join(chance.choice([*VALUES, b",", b'"', b"\n", b"name,text\n"]) for _ in range(30))
        file = SimpleUploadedFile(chance.choice(["a.csv", "x" * 250, "é.csv", "..\\a\x07.csv"]), content)
        kind = chance.choice(["accounts", "contacts", "cases", "signals", "people", ""])
        answer = desk.post(at, {"kind": kind, "file": file})
        assert answer.status_code in FINE
        if answer.status_code == 302:
            assert desk.get(answer["Location"]).status_code == 200


def test_lines_of_chance_are_checked_to_the_end(mei: User, run_due_work: Any) -> None:
    chance = random.Random("lines")
    columns = {
        "accounts": ["external id", "name", "tier", "value", "currency", "country", "time zone", "language"],
        "contacts": ["id", "name", "email", "phone", "handle", "company", "time zone"],
        "cases": ["id", "title", "body", "created", "closed", "status", "reason", "email", "company", "owner", "tags"],
        "signals": ["text", "id", "source", "date", "rating", "best rating", "email", "url", "language", "verified"],
    }
    letters = [value.replace(b",", b"").replace(b"\n", b"").replace(b"\r", b"") for value in VALUES]
    for kind, names in columns.items():
        lines = [",".join(names).encode()]
        lines += [b",".join(chance.choice(letters) for _ in names) for _ in range(60)]
        found = upload_import(kind=kind, name="a.csv", content=b"\n".join(lines), by=mei.actor)
        check_import(found, by=mei.actor)
        run_due_work()
        found.refresh_from_db()
        assert (kind, found.status, found.offset) == (kind, "checked", found.size)


@pytest.mark.parametrize("name", ["signals:signals", "imports:imports"])
def test_addresses_of_lists(name: str, desk: Client) -> None:
    for query in forms(["q", "source", "rating", "status", "after", "page"], name):
        assert desk.get(f"{reverse(name)}?{query.decode()}").status_code in FINE


def test_the_customers_form(client: Client, care: Team, alice: User) -> None:
    CasePolicy.objects.create(default_team=care)
    names = ["body", "name", "email", "nonce", "about", "order_number", "website", "language", "files"]
    for body in forms(names, "report"):
        for buckets in (limits.NETWORK, limits.ADDRESS):
            buckets.clear()
        assert post(client, reverse("portal:report_problem"), body).status_code in FINE


def test_forms_about_contracts(desk: Client, mei: User) -> None:
    given = ContractIn(
        account=account("acme", "Acme"), name="Gold", valid_from=date(2026, 1, 1), target=Decimal("99.9")
    )
    (gold,) = put_contracts([given], by=mei.actor)
    at = reverse("contracts:contract", args=[gold.id])
    terms = [*ContractForm.base_fields, "severities", "days"]
    fields = {
        "put_contracts": terms,
        "correct_minutes": ["adds", "begins_at", "ends_at", "why"],
        "settle_credit": ["period", "gesture", "reference"],
    }
    for act, names in fields.items():
        for body in forms(names, act):
            answer = post(desk, f"{at}{act}/", body)
            assert answer.status_code in FINE, (act, body)
    for value in VALUES:
        assert desk.get(at, {"period": value, "minutes": value}).status_code in FINE, value
