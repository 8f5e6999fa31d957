"""The life of an import: in chunks, paused, resumed, cancelled, checked anew, forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import NOBODY, contact

from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Account
from andon.imports import chunk as chunks
from andon.imports.actions import take_next_lines as taking
from andon.imports.actions.cancel_import import cancel_import
from andon.imports.actions.check_import import check_import
from andon.imports.actions.forget_import_file import forget_import_file
from andon.imports.actions.map_import import map_import
from andon.imports.actions.pause_import import pause_import
from andon.imports.actions.resume_import import resume_import
from andon.imports.actions.start_import import start_import
from andon.imports.actions.take_next_lines import take_next_lines
from andon.imports.actions.upload_import import upload_import
from andon.imports.models import CsvImport
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid, TooLarge
from andon.people.models import User
from andon.timeline.models import RecordedFact
from andon.work.models import Blob, DueWork

from .conftest import Bring, counts, faults, fresh, sheet

pytestmark = pytest.mark.django_db


def many(count: int, start: int = 0) -> bytes:
    return sheet(["External id", "Name"], *([f"a-{n}", f"Account {n}"] for n in range(start, start + count)))


def kinds(found: CsvImport) -> list[str]:
    facts = RecordedFact.objects.filter(subject_kind="import", subject_id=found.id).order_by("at", "id")
    return [fact.kind.removeprefix("imports.") for fact in facts]


def step(found: CsvImport) -> CsvImport:
    return take_next_lines(found)


@pytest.fixture
def running(mei: User, bring: Bring, monkeypatch: pytest.MonkeyPatch) -> CsvImport:
    """Seven accounts in chunks of three, the first chunk taken in."""
    found = bring("accounts", many(7), only_check=True)
    monkeypatch.setattr(taking, "RUN_LINES", 3)
    start_import(found, by=mei.actor)
    return step(found)


def test_it_comes_in_chunks_that_tell_how_far_it_is(running: CsvImport, run_due_work: Callable[[], int]) -> None:
    assert (running.status, running.done, running.line, Account.objects.count()) == ("running", 3, 5, 3)
    run_due_work()
    assert (fresh(running).status, counts(fresh(running)), Account.objects.count()) == ("finished", (7, 0, 0, 0), 7)
    assert kinds(running) == [
        "ImportUploaded", "ImportCheckStarted", "ImportChecked", "ImportStarted", "ImportProgressed",
        "ImportProgressed", "ImportFinished",
    ]  # fmt: skip


def test_it_is_paused_and_resumed_where_it_was(running: CsvImport, mei: User, run_due_work: Callable[[], int]) -> None:
    for _ in range(2):
        pause_import(running, by=mei.actor)
    run_due_work()
    assert (fresh(running).status, step(running).done, Account.objects.count()) == ("paused", 3, 3)
    for act in (start_import, check_import):
        with pytest.raises(Conflict):
            act(fresh(running), by=mei.actor)
    for _ in range(2):
        resume_import(running, by=mei.actor)
    run_due_work()
    assert (fresh(running).status, counts(fresh(running))) == ("finished", (7, 0, 0, 0))
    with pytest.raises(Conflict):
        resume_import(running, by=mei.actor)


def test_what_came_in_stays_when_the_rest_is_cancelled(
    running: CsvImport, mei: User, run_due_work: Callable[[], int]
) -> None:
    for _ in range(2):
        cancel_import(running, by=mei.actor)
    run_due_work()
    found = fresh(running)
    assert (found.status, found.created, Account.objects.count()) == ("cancelled", 3, 3)
    for act in (start_import, check_import, pause_import, resume_import):
        with pytest.raises(Conflict):
            act(found, by=mei.actor)
    with pytest.raises(Conflict):
        map_import(found, by=mei.actor)


def test_a_chunk_that_failed_left_nothing_and_is_taken_again(
    running: CsvImport, run_due_work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = monkeypatch.context()
    with before as patch:
        patch.setattr(chunks, "answer_each", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_due_work()
    assert (fresh(running).done, Account.objects.count()) == (3, 3)
    DueWork.objects.filter(task="imports.chunk").update(lease=None, leased_until=None)
    run_due_work()
    assert (counts(fresh(running)), Account.objects.count()) == ((7, 0, 0, 0), 7)


def test_it_runs_only_once_it_was_checked(mei: User, run_due_work: Callable[[], int]) -> None:
    found = upload_import(kind="accounts", name="C:\\x\\sheet.csv", content=many(2), by=mei.actor)
    assert (found.name, found.uploaded_by_name) == ("sheet.csv", "Mei Tanaka")
    with pytest.raises(Conflict):
        start_import(found, by=mei.actor)
    check_import(found, by=mei.actor)
    run_due_work()
    mapped = map_import(found, by=mei.actor, mapping=["", "name"])
    assert (mapped.status, mapped.checked) == ("mapping", {})
    with pytest.raises(Conflict):
        start_import(found, by=mei.actor)


def test_columns_that_make_no_sense_are_refused(mei: User) -> None:
    found = upload_import(kind="contacts", name="a", content=sheet(["Name", "x", "y"], ["1", "2", "3"]), by=mei.actor)
    for mapping, names in (
        (["name"], {"mapping"}),
        (["name", "nothing", "name"], {"mapping.1", "mapping.2"}),
        (["attributes.*", "", ""], {"mapping.0"}),
    ):
        with pytest.raises(Invalid) as refused:
            map_import(found, by=mei.actor, mapping=mapping)
        assert refused.value.faults.keys() == names
    for given, name in (
        ({"encoding": "ascii"}, "encoding"),
        ({"encoding": "utf-16-le"}, "encoding"),
        ({"delimiter": "x"}, "delimiter"),
        ({"options": {"zone": "Mars/Base"}}, "zone"),
    ):
        with pytest.raises(Invalid) as refused:
            map_import(found, by=mei.actor, **given)  # type: ignore[arg-type]
        assert refused.value.faults.keys() == {name}
    with pytest.raises(Invalid) as refused:
        check_import(found, by=mei.actor)
    assert "E-mail addresses" in refused.value.faults["mapping"]


def test_read_in_another_way_the_columns_are_guessed_anew(mei: User) -> None:
    content = "Name,Größe;Email\r\nZoë,1;z@x.example\r\n".encode("cp1252")
    found = upload_import(kind="contacts", name="a", content=content, by=mei.actor)
    assert (found.encoding, found.delimiter, found.header) == ("cp1252", ",", ["Name", "Größe;Email"])
    anew = map_import(found, by=mei.actor, delimiter=";")
    assert (anew.header, anew.mapping) == (["Name,Größe", "Email"], ["", "emails"])


def test_what_is_no_csv_is_refused(mei: User) -> None:
    for content in (b"", b" \n ", b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"):
        with pytest.raises(Invalid) as refused:
            upload_import(kind="accounts", name="a", content=content, by=mei.actor)
        assert refused.value.faults.keys() == {"file"}
    with pytest.raises(TooLarge):
        upload_import(kind="accounts", name="a", content=b"x" * (25 * 1024 * 1024 + 1), by=mei.actor)
    with pytest.raises(Invalid):
        upload_import(kind="people", name="a", content=b"x", by=mei.actor)
    assert not CsvImport.objects.exists()


def test_the_file_is_forgotten_by_age(bring: Bring, move_clock: Any) -> None:
    found = bring("accounts", sheet(["External id", "Name"], ["a", "A"], ["b", ""]))
    assert faults(found)
    move_clock.forward(days=29)
    assert fresh(found).blob_id
    move_clock.forward(days=2)
    assert (fresh(found).blob_id, faults(found), counts(fresh(found))) == (None, [], (1, 0, 0, 1))
    assert not Blob.objects.exists()
    assert kinds(found)[-1] == "ImportFileForgotten"


def test_one_that_was_left_is_forgotten_too(mei: User, move_clock: Any) -> None:
    found = upload_import(kind="accounts", name="a", content=many(2), by=mei.actor)
    move_clock.forward(days=31)
    assert (fresh(found).blob_id, fresh(found).status) == (None, "cancelled")


def test_it_is_forgotten_when_asked_but_not_at_work(running: CsvImport, mei: User) -> None:
    with pytest.raises(Conflict):
        forget_import_file(running, by=mei.actor)
    pause_import(running, by=mei.actor)
    for _ in range(2):
        found = forget_import_file(running, by=mei.actor)
    assert (found.blob_id, found.status) == (None, "cancelled")
    assert kinds(running).count("ImportFileForgotten") == 1


def test_one_at_work_when_its_time_comes_is_forgotten_later(running: CsvImport, move_clock: Any) -> None:
    DueWork.objects.filter(task="imports.chunk").update(run_at=clock.now() + timedelta(days=900))
    move_clock.forward(days=40)
    assert (fresh(running).status, fresh(running).blob_id is not None) == ("running", True)


def test_an_erased_persons_ended_files_go_at_once(bring: Bring, mei: User) -> None:
    ended = bring("contacts", sheet(["Name", "Email"], ["Eve", "eve@x.example"]))
    waiting = upload_import(kind="accounts", name="a", content=many(1), by=mei.actor)
    erase_contact(contact("Kim", "kim@x.example"), by=NOBODY)
    assert (fresh(ended).blob_id, fresh(waiting).blob_id is not None) == (None, True)


def test_the_same_file_of_two_imports_is_kept_for_the_other(mei: User) -> None:
    first, second = (upload_import(kind="accounts", name="a", content=many(1), by=mei.actor) for _ in range(2))
    forget_import_file(first, by=mei.actor)
    assert (Blob.objects.count(), fresh(second).blob_id is not None) == (1, True)


def test_a_long_list_of_refusals_is_cut_and_still_counted(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_FAULTS", 3)
    found = bring("accounts", sheet(["External id", "Name"], *([str(n), ""] for n in range(8))))
    assert (found.refused, len(faults(found))) == (8, 3)


def test_a_chunk_costs_the_same_for_any_number_of_lines(
    mei: User, bring: Bring, django_assert_max_num_queries: Any
) -> None:
    for number in (1, 2):
        found = bring("accounts", many(90 * number, start=number * 1000), only_check=True)
        start_import(found, by=mei.actor)
        with django_assert_max_num_queries(40):
            step(found)
