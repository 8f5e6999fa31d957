"""A spreadsheet that means harm: each of its lines is told, and the good ones come in."""

import csv
import io

import pytest
from django.urls import reverse

from andon.customers.models import Account
from andon.imports.actions.check_import import check_import
from andon.imports.actions.upload_import import upload_import
from andon.imports.reads.refused_lines import refused_lines
from andon.kit.errors import Invalid
from andon.people.models import User

from .conftest import Bring, counts, faults, signed_in

pytestmark = pytest.mark.django_db
LINES = [
    b"External id,Name,Contract",
    b"good-1,First,ok",
    b'=cmd|calc,"=HYPERLINK(""http://x"",""y"")",+1',
    b"big,Big," + b"x" * 1_000_000,
    b"nul,A\0B,x",
    b"short,Only",
    b"long,Too,many,cells",
    b'quote,"never closed,x',
    b'after,"text"after,x',
    b"bell,A\x07B,x",
    b"@bad,,x",
    b"good-2,Last,ok",
    b'open,"at the end,x',
]


def test_each_line_is_told_and_the_good_ones_come_in(bring: Bring) -> None:
    found = bring("accounts", b"\n".join(LINES))
    assert [(line, column) for line, column, _why in faults(found)] == [
        (4, "Contract"), (5, "Name"), (6, ""), (7, ""), (8, ""), (9, ""), (10, "Name"), (11, "Name"), (13, ""),
    ]  # fmt: skip
    assert counts(found) == (3, 0, 0, 9)
    assert set(Account.objects.values_list("external_id", flat=True)) == {"good-1", "=cmd|calc", "good-2"}
    assert Account.objects.get(external_id="=cmd|calc").name == '=HYPERLINK("http://x","y")'
    assert (found.status, found.offset) == ("finished", found.size)


def test_what_is_told_of_it_is_no_formula(bring: Bring) -> None:
    found = bring("accounts", b'External id,"=Name+1"\na,b\n@SUM(1),\n', mapping=["external_id", "name"])
    rows = list(csv.reader(io.StringIO(refused_lines(found).decode("utf-8-sig"))))
    assert rows == [["Line", "Column", "Why"], ["3", "'=Name+1", "This is needed."]]


@pytest.mark.parametrize("content", [b"\0\0\0\0", b'"', b"\xff\xfe", b"\n\n,,\n", b'"a', b"\x80\x81", b"Name"])
def test_what_is_hardly_a_file_has_no_column_to_name(content: bytes, mei: User) -> None:
    found = upload_import(kind="contacts", name="", content=content, by=mei.actor)
    with pytest.raises(Invalid):
        check_import(found, by=mei.actor)
    assert signed_in(mei).get(reverse("imports:import", args=[found.id])).status_code == 200
