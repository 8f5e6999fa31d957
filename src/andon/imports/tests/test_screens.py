"""The screens of imports: bringing a sheet, naming its columns, its check, its report."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from andon.cases.models import Case
from andon.customers.models import Account
from andon.imports.actions.upload_import import upload_import
from andon.imports.models import CsvImport
from andon.people.models import Team, User
from andon.work.models import DueWork

from .conftest import Bring, fresh, sheet, signed_in

SHEET = sheet(["Kundennummer", "Firma", "Notiz"], ["a", "A <b>", "n"], ["b", "", "n"], ["c", "C", "n"])


def at(found: CsvImport, act: str = "") -> str:
    return reverse("imports:import", args=[found.id]) + (f"{act}/" if act else "")


def posted(client: Client, content: bytes, kind: str = "accounts") -> Any:
    return client.post(reverse("imports:imports"), {"kind": kind, "file": SimpleUploadedFile("sheet.csv", content)})


def mapped(*fields: str, **more: str) -> dict[str, str]:
    columns = {f"column_{place}": field for place, field in enumerate(fields)}
    return {"encoding": "utf-8", "delimiter": ",", "month_first": "", "zone": "UTC", **columns, **more}


def test_a_sheet_is_brought_mapped_checked_and_taken_in(mei: User, run_due_work: Callable[[], int]) -> None:
    client = signed_in(mei)
    answer = posted(client, SHEET)
    found = CsvImport.objects.get()
    assert answer["Location"] == at(found)
    shown = client.get(at(found)).content.decode()
    assert "A &lt;b&gt;" in shown
    assert '<option value="external_id" selected>' in shown
    assert '<option value="" selected>— not taken in' in shown
    assert client.post(at(found, "map_import"), mapped("external_id", "name", ""))["Location"] == at(found)
    assert "Being checked" in client.get(at(found)).content.decode()
    run_due_work()
    shown = client.get(at(found)).content.decode()
    for said in ("Take in what is right", "Line 3", "Firma", "This is needed."):
        assert said in shown
    client.post(at(found, "start_import"))
    shown = client.get(at(found)).content.decode()
    assert "of 3 lines" in shown
    assert "Pause" in shown
    run_due_work()
    shown = client.get(at(found)).content.decode()
    assert "What came in" in shown
    assert Account.objects.count() == 2
    listed = client.get(reverse("imports:imports")).content.decode()
    assert "sheet.csv" in listed
    assert "Mei Tanaka" in listed


def test_what_is_not_right_comes_back_as_it_was_typed(mei: User) -> None:
    client = signed_in(mei)
    assert posted(client, b"").status_code == 422
    assert "This is a workbook" in posted(client, b"PK\x03\x04").content.decode()
    assert client.post(reverse("imports:imports"), {"kind": "accounts"}).status_code == 422
    posted(client, SHEET)
    found = CsvImport.objects.get()
    refused = client.post(at(found, "map_import"), mapped("name", "name", ""))
    assert refused.status_code == 422
    assert "“Kundennummer” goes there already." in refused.content.decode()
    refused = client.post(at(found, "map_import"), mapped("", "", "region", zone="Europe/Lisbon"))
    assert "No column goes to any of" in refused.content.decode()
    assert '<option value="region" selected>' in refused.content.decode()
    assert client.post(at(found, "map_import"), mapped("nonsense", "", "")).status_code == 422
    assert client.post(at(found, "map_import"), mapped("name", "", "", encoding="ascii")).status_code == 422
    assert client.post(at(found, "map_import"), {}).status_code == 422
    assert fresh(found).status == "mapping"


def test_read_in_another_way_it_is_shown_again_first(mei: User) -> None:
    client = signed_in(mei)
    posted(client, SHEET)
    found = CsvImport.objects.get()
    client.post(at(found, "map_import"), mapped("external_id", "name", "", delimiter=";"))
    assert (fresh(found).status, len(fresh(found).header)) == ("mapping", 1)
    assert not DueWork.objects.filter(task="imports.chunk").exists()


def test_buttons_pause_resume_cancel_and_forget(mei: User, bring: Bring) -> None:
    found = bring("accounts", SHEET, only_check=True)
    client = signed_in(mei)
    for act, status in (("start", "running"), ("pause", "paused"), ("resume", "running"), ("cancel", "cancelled")):
        client.post(at(found, f"{act}_import"))
        assert fresh(found).status == status
        assert client.get(at(found)).status_code == 200
    client.post(at(found, "start_import"))
    assert "It is to be checked first." in client.get(at(found)).content.decode()
    assert client.get(at(found, "file")).content == SHEET
    client.post(at(found, "forget_import_file"))
    assert client.get(at(found, "file")).status_code == 404
    assert "The file was forgotten" in client.get(at(found)).content.decode()


def test_refused_lines_are_a_file(mei: User, bring: Bring) -> None:
    found = bring("accounts", SHEET)
    answer = signed_in(mei).get(at(found) + "refused_lines.csv")
    assert b'"3","Firma","This is needed."' in answer.content
    assert answer["Content-Disposition"].startswith("attachment")


def test_one_that_stands_still_says_so(mei: User, bring: Bring) -> None:
    found = bring("accounts", SHEET, only_check=True)
    signed_in(mei).post(at(found, "start_import"))
    DueWork.objects.filter(task="imports.chunk").update(parked_at=found.uploaded_at)
    assert "It stands still" in signed_in(mei).get(at(found)).content.decode()


def test_old_cases_of_no_team_go_to_the_chosen_one(mei: User, care: Team, run_due_work: Callable[[], int]) -> None:
    content = sheet(["Subject", "Created"], ["It hung", "2024-02-03"])
    client = signed_in(mei)
    posted(client, content, kind="cases")
    found = CsvImport.objects.get()
    client.post(at(found, "map_import"), mapped("title", "opened_at", team=care.slug, zone="Asia/Tokyo"))
    run_due_work()
    client.post(at(found, "start_import"))
    run_due_work()
    case = Case.objects.get()
    assert (case.team, case.opened_at.isoformat()) == (care, "2024-02-02T15:00:00+00:00")
    shown = client.get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "Brought from another system" in shown
    assert "Closed in the system that it came from" in shown


def test_a_reason_of_the_old_system_is_none_of_ours(mei: User, care: Team, bring: Bring) -> None:
    from andon.cases.actions.close_case import close_case
    from andon.kit.errors import Invalid

    bring("cases", sheet(["Subject", "Created", "Status"], ["It hung", "2024-02-03", "open"]), options={"team": "care"})
    with pytest.raises(Invalid):
        close_case(Case.objects.get(), by=mei.actor, reason="imported")
    shown = signed_in(mei).get(reverse("cases:case", args=[Case.objects.get().ref])).content.decode()
    assert 'value="imported"' not in shown


def test_who_may_not(mei: User, ada: User, alice: User, omar: User) -> None:
    found = upload_import(kind="accounts", name="a.csv", content=SHEET, by=mei.actor)
    screens = (reverse("imports:imports"), at(found), at(found, "file"), at(found) + "refused_lines.csv")
    acts = [f"{act}_import" for act in ("map", "start", "pause", "resume", "cancel")] + ["forget_import_file"]
    for user in (alice, omar):
        client = signed_in(user)
        assert [client.get(path).status_code for path in screens] == [403] * 4
        assert [client.post(at(found, act)).status_code for act in acts] == [403] * 6
        assert posted(client, SHEET).status_code == 403
    assert Client().get(screens[0]).status_code == 302
    assert signed_in(ada).get(screens[1]).status_code == 200
    assert [signed_in(mei).get(at(found, act)).status_code for act in acts] == [405] * 6
    assert fresh(found).status == "mapping"


def test_the_list_is_flat(mei: User, django_assert_max_num_queries: Any) -> None:
    client = signed_in(mei)
    for count in (2, 15):
        for _ in range(count):
            upload_import(kind="accounts", name="a.csv", content=SHEET, by=mei.actor)
        with django_assert_max_num_queries(9):
            assert client.get(reverse("imports:imports")).status_code == 200
