"""Spreadsheets of the cast."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client

from andon.imports.actions.check_import import check_import
from andon.imports.actions.map_import import map_import
from andon.imports.actions.start_import import start_import
from andon.imports.actions.upload_import import upload_import
from andon.imports.models import CsvImport
from andon.people.models import User

Bring = Callable[..., CsvImport]


def sheet(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def fresh(found: CsvImport) -> CsvImport:
    return CsvImport.objects.get(id=found.id)


def faults(found: CsvImport) -> list[tuple[int, str, str]]:
    return list(found.faults.values_list("line", "column", "reason"))


def counts(found: CsvImport) -> tuple[int, int, int, int]:
    return found.created, found.changed, found.unchanged, found.refused


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def bring(mei: User, run_due_work: Callable[[], int]) -> Bring:
    """Upload, check and, unless `only_check`, take in a spreadsheet in Mei's name."""

    def bring(kind: str, content: bytes, *, only_check: bool = False, **mapped: Any) -> CsvImport:
        found = upload_import(kind=kind, name="sheet.csv", content=content, by=mei.actor)
        if mapped:
            found = map_import(found, by=mei.actor, **mapped)
        check_import(found, by=mei.actor)
        run_due_work()
        if not only_check:
            start_import(found, by=mei.actor)
            run_due_work()
        return fresh(found)

    return bring
