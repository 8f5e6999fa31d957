"""Rows as a CSV file that spreadsheets open as text and never as formulas."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from .safe_cells import safe_cell


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """With a heading line; times in UTC as ISO 8601, None as nothing."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    # A number is no formula, though it may be less than nothing.
    return str(value) if isinstance(value, int | float | Decimal) else safe_cell(str(value))
