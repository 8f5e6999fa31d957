"""What cells and the names of columns mean."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.imports.kinds.registry import KINDS
from andon.imports.rules.headers import plain, suggest
from andon.imports.rules.values import amount_of, is_month_first, many_of, moment_of, number_of, yes_or_no
from andon.kit.errors import Invalid
from andon.kit.safe_cells import safe_cell, safe_csv

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("text", "month_first", "moment"),
    [
        ("2026-01-31T09:30:00Z", False, datetime(2026, 1, 31, 9, 30, tzinfo=UTC)),
        ("2026-01-31 09:30", False, datetime(2026, 1, 31, 9, 30, tzinfo=LISBON)),
        ("2026-07-01", False, datetime(2026, 7, 1, tzinfo=LISBON)),
        ("31.01.2026", False, datetime(2026, 1, 31, tzinfo=LISBON)),
        ("3/4/2026", False, datetime(2026, 4, 3, tzinfo=LISBON)),
        ("3/4/2026", True, datetime(2026, 3, 4, tzinfo=LISBON)),
        ("3/4/26 2:05 PM", True, datetime(2026, 3, 4, 14, 5, tzinfo=LISBON)),
        ("3/4/2026 12:00 AM", True, datetime(2026, 3, 4, tzinfo=LISBON)),
        ("2026/1/5", True, datetime(2026, 1, 5, tzinfo=LISBON)),
        ("31-01-2026 09:30:15.250", False, datetime(2026, 1, 31, 9, 30, 15, tzinfo=LISBON)),
    ],
)
def test_moments(text: str, month_first: bool, moment: datetime) -> None:
    assert moment_of(text, "at", month_first=month_first, zone=LISBON) == moment


@pytest.mark.parametrize("text", ["yesterday", "31.02.2026", "13/13/2026", "45321", "20260131", "", "2026-13-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        moment_of(text, "at", month_first=False, zone=LISBON)
    assert refused.value.faults.keys() == {"at"}


def test_which_comes_first_is_seen_where_it_can_be() -> None:
    assert is_month_first(["1/2/2026", "12/31/2025", "x"])
    assert not is_month_first(["31/12/2025", "12/31/2025"])
    assert not is_month_first(["1/2/2026", "2026-12-31", "2026/12/31"])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("640000", "640000"),
        ("640.000", "640000"),
        ("640,000", "640000"),
        ("1,234,567", "1234567"),
        ("1.234,50", "1234.50"),
        ("1,234.5", "1234.5"),
        ("€ 640.000,00", "640000.00"),
        ("12,5", "12.5"),
        ("1'000.25 CHF", "1000.25"),
        ("-3", "-3"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    assert amount_of(text, "value") == Decimal(amount)


def test_numbers_and_yes_and_several() -> None:
    assert [number_of(text, "n") for text in ("4", "4,5", "4/5", "9 of 10", "-1.5")] == [4, 4.5, 4, 9, -1.5]
    assert [yes_or_no(text, "b") for text in ("Yes", "ja", "X", "1", "no", "Nein", "0")] == [True] * 4 + [False] * 3
    assert many_of("a; b,c|a\nd;") == ["a", "b", "c", "d"]
    for bad in (lambda: amount_of("much", "n"), lambda: number_of("many", "n"), lambda: yes_or_no("perhaps", "n")):
        with pytest.raises(Invalid):
            bad()


@pytest.mark.parametrize(
    ("kind", "header", "meant"),
    [
        ("accounts", ["Kunden-Nr.", "Firma", "Währung", "Farbe"], ["external_id", "name", "currency", ""]),
        ("contacts", ["Prénom", "Nom", "Adresse e-mail", "Téléphone"], ["first_name", "last_name", "emails", "phones"]),
        ("contacts", ["Nombre completo", "Correo electrónico", "Empresa"], ["name", "emails", "account"]),
        ("cases", ["Ticket ID", "SUBJECT", "Created_At", "Status"], ["external_key", "title", "opened_at", "status"]),
        ("cases", ["Ticketnummer", "Betreff", "Erstellt am", "Gelöst am"], [
            "external_key", "title", "opened_at", "closed_at",
        ]),
        ("signals", ["Recensione", "Stars", "Stars", ""], ["text", "rating", "", ""]),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(kind: str, header: list[str], meant: list[str]) -> None:
    names = {field.key: field.names.split("|") for field in KINDS[kind].fields}
    found = suggest(header, names)
    assert [found.get(place, "") for place in range(len(header))] == meant


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_means_two_fields(kind: str) -> None:
    names = [plain(name) for field in KINDS[kind].fields for name in field.names.split("|") if field.names]
    twice = {name for name in names if names.count(name) > 1}
    assert all(names)
    per_field = {name: {f.key for f in KINDS[kind].fields if name in map(plain, f.names.split("|"))} for name in twice}
    assert {name: keys for name, keys in per_field.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_formula_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@given(st.text())
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe_csv([["a", text.replace("\ud800", "")]]).startswith(b"\xef\xbb\xbf")
