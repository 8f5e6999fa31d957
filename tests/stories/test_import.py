"""Mei, who leads support, brings her customers and old cases from spreadsheets; the worker dies in the middle."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from subprocess import Popen

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.imports.models import CsvImport
from andon.kit import clock
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact
from andon.work.models import DueWork
from tests.live_server import start_worker, wait_until

CUSTOMERS = [
    ["Vorname", "Nachname", "E-Mail", "Telefon"],
    *([f"Anna {n}", "Größl", f"anna{n}@kunde.example", f"+49 30 {100000 + n}"] for n in range(300)),
]
OLD = range(500)
DAYS = ["3.2.2024 09:30", "4.2.2024"]
CASES = [
    ["Ticketnummer", "Betreff", "Nachricht", "Erstellt am", "Gelöst am", "Status", "E-Mail"],
    *(
        [f"T-{n}", f"Kasse hängt {n}", "Seit heute.", *DAYS, "gelöst", f"anna{n % 250}@kunde.example"]
        for n in range(500)
    ),
]
BROKEN_CUSTOMERS = {17: (2, "keine Adresse"), 120: (2, ""), 250: (3, "12")}
BROKEN_CASES = {40: (3, "gestern"), 199: (5, "vielleicht"), 301: (1, ""), 480: (6, "ohne@")}


def sheet(rows: Sequence[Sequence[str]], broken: dict[int, tuple[int, str]]) -> bytes:
    """As a German spreadsheet program saves it, with these cells wrong (record, column, what stands there)."""
    wrong = [list(row) for row in rows]
    for record, (column, text) in broken.items():
        wrong[record][column] = text
    wrong[120][3] = "" if rows is CUSTOMERS else wrong[120][3]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(wrong)
    return out.getvalue().encode("cp1252")


class Desk:
    """Mei's browser, and the worker behind it."""

    def __init__(self, mei: User, home: Path) -> None:
        self.browser = Client()
        self.browser.force_login(mei, backend="django.contrib.auth.backends.ModelBackend")
        self._home = home
        self._count = 0
        self.worker = self._begin()

    def _begin(self) -> "Popen[bytes]":
        self._count += 1
        return start_worker(self._home / str(self._count))

    def bring(self, kind: str, content: bytes) -> CsvImport:
        """Upload it, accept what the columns seem to be, and have it checked."""
        file = SimpleUploadedFile("alt.csv", content)
        at = self.browser.post("/settings/imports/", {"kind": kind, "file": file})["Location"]
        form = self.browser.get(at).context["form"]
        self.browser.post(f"{at}map_import/", {bound.html_name: bound.value() or "" for bound in form})
        found = CsvImport.objects.get(kind=kind)
        wait_until(lambda: fresh(found).status == "checked", seconds=90, what="the check")
        return fresh(found)

    def start(self, found: CsvImport) -> None:
        self.browser.post(f"/settings/imports/{found.id}/start_import/")

    def die(self) -> None:
        """At once, in the middle of whatever it does; its lease ends, and another takes its place."""
        self.worker.kill()
        self.worker.wait()

    def go_on(self) -> None:
        DueWork.objects.filter(task="imports.chunk").update(leased_until=clock.wall())
        self.worker = self._begin()

    def end(self) -> None:
        self.worker.terminate()
        self.worker.wait(30)


def fresh(found: CsvImport) -> CsvImport:
    return CsvImport.objects.get(id=found.id)


def counts(found: CsvImport) -> tuple[int, int, int, int]:
    return found.created, found.changed, found.unchanged, found.refused


def told(found: CsvImport) -> list[tuple[int, str]]:
    return list(found.faults.values_list("line", "column"))


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()"
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def kill_in_the_second_chunk(desk: Desk, found: CsvImport) -> None:
    """The worker is held up while it takes in old case T-310, and killed there."""
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended('case:T-310', 0))")
        desk.start(found)
        wait_until(somebody_waits, seconds=60, what="the second chunk")
        desk.die()
    finally:
        holder.close()


def test_nothing_is_doubled_and_the_seven_are_told(
    transactional_db: None, mei: User, care: Team, tmp_path: Path
) -> None:
    desk = Desk(mei, tmp_path)
    try:
        customers = desk.bring("contacts", sheet(CUSTOMERS, BROKEN_CUSTOMERS))
        assert (customers.encoding, customers.delimiter) == ("cp1252", ";")
        assert (customers.total, customers.checked["created"], Contact.objects.count()) == (300, 297, 0)
        desk.start(customers)
        wait_until(lambda: fresh(customers).status == "finished", seconds=90, what="the customers")

        cases = desk.bring("cases", sheet(CASES, BROKEN_CASES))
        assert (cases.total, cases.checked["created"], Case.objects.count()) == (500, 496, 0)
        kill_in_the_second_chunk(desk, cases)
        assert (fresh(cases).status, fresh(cases).done) == ("running", 200)
        desk.go_on()
        wait_until(lambda: fresh(cases).status == "finished", seconds=90, what="the old cases")
    finally:
        desk.end()

    assert counts(fresh(customers)) == (297, 0, 0, 3)
    assert told(customers) == [(18, "E-Mail"), (121, "E-Mail"), (251, "Telefon")]
    assert counts(fresh(cases)) == (496, 0, 0, 4)
    assert told(cases) == [(41, "Erstellt am"), (200, "Status"), (302, "Betreff"), (481, "E-Mail")]
    keys = Case.objects.values_list("external_key", flat=True)
    assert (len(keys), len(set(keys)), Message.objects.count()) == (496, 496, 496)
    assert set(Case.objects.values_list("status", "close_reason")) == {("closed", "imported")}
    assert {moment.year for moment in Case.objects.values_list("opened_at", flat=True)} == {2024}
    assert not Delivery.objects.exists()
    assert RecordedFact.objects.filter(kind="cases.CaseImported").count() == 496
    # Brought once more, it says that all is there.
    again = desk.browser.get(f"/settings/imports/{cases.id}/refused_lines.csv").content.decode("utf-8-sig")
    assert len(again.strip().splitlines()) == 5
