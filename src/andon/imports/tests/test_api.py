"""Imports through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.doors import Caller

from andon.customers.models import Account
from andon.imports.models import CsvImport
from andon.kit.ids import new_id
from andon.people.models import User

from .conftest import sheet

Api = Callable[..., Caller]
SHEET = sheet(["External id", "Name"], ["a", "A"], ["b", ""], ["c", "C"])


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def upload(program: Caller, content: bytes, kind: str = "accounts") -> Any:
    return Client().post(
        "/api/v1/imports/upload_import",
        {"kind": kind, "file": SimpleUploadedFile("sheet.csv", content)},
        headers={"Authorization": f"Bearer {program.token}"},
    )


@pytest.mark.parametrize("who", ["mei", "ada", ""])
def test_a_sheet_comes_in(who: str, api: Api, request: pytest.FixtureRequest, run_due_work: Callable[[], int]) -> None:
    program = api(request.getfixturevalue(who) if who else None)
    found = done(upload(program, SHEET))
    at = f"/imports/{found['id']}"
    assert (found["header"], found["mapping"]) == (["External id", "Name"], ["external_id", "name"])
    assert program.post(f"{at}/map_import", {"mapping": ["name", "name"]}).status_code == 422
    done(program.post(f"{at}/map_import", {"mapping": ["external_id", "name"], "options": {"zone": "Europe/Lisbon"}}))
    assert program.post(f"{at}/start_import").status_code == 409
    assert done(program.post(f"{at}/check_import"))["status"] == "checking"
    run_due_work()
    assert done(program.get(at))["checked"] == {"created": 2, "changed": 0, "unchanged": 0, "refused": 1}
    done(program.post(f"{at}/start_import"))
    run_due_work()
    assert done(program.get("/imports"))["items"][0]["created"] == 2
    assert done(program.get(f"{at}/faults"))["items"] == [
        {"line": 3, "column": "Name", "reason": "This is needed."},
    ]
    assert b'"3","Name","This is needed."' in program.get(f"{at}/refused_lines").content
    assert program.post(f"{at}/pause_import").status_code == 409
    assert done(program.post(f"{at}/forget_import_file"))["status"] == "finished"
    assert Account.objects.count() == 2


def test_it_is_paused_resumed_and_cancelled(api: Api, mei: User, run_due_work: Callable[[], int]) -> None:
    program = api(mei)
    at = f"/imports/{done(upload(program, SHEET))['id']}"
    done(program.post(f"{at}/check_import"))
    run_due_work()
    acts = ("start_import", "pause_import", "resume_import", "cancel_import")
    assert [done(program.post(f"{at}/{act}"))["status"] for act in acts] == [
        "running", "paused", "running", "cancelled",
    ]  # fmt: skip
    run_due_work()
    assert not Account.objects.exists()


def test_who_may_not(api: Api, mei: User, alice: User, omar: User) -> None:
    at = f"/imports/{done(upload(api(mei), SHEET))['id']}"
    for user in (alice, omar):
        program = api(user)
        assert upload(program, SHEET).status_code == 403
        assert done(program.get("/imports"))["items"] == []
        for path in (at, f"{at}/faults", f"{at}/refused_lines"):
            assert program.get(path).status_code == 404
        for act in ("map", "check", "start", "pause", "resume", "cancel"):
            assert program.post(f"{at}/{act}_import").status_code == 403
        assert program.post(f"{at}/forget_import_file").status_code == 403
    assert upload(api(mei, scopes=["customers:write"]), SHEET).status_code == 403
    assert api(mei).get(f"/imports/{new_id()}").status_code == 404


def test_what_is_no_sheet_is_a_problem(api: Api, mei: User) -> None:
    program = api(mei)
    for answer, status in (
        (upload(program, b""), 422),
        (upload(program, SHEET, kind="people"), 422),
        (upload(program, b"x" * (25 * 1024 * 1024 + 1)), 413),
        (program.post("/imports/upload_import", {"kind": "accounts"}), 422),
    ):
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert not CsvImport.objects.exists()
