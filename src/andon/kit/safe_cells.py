"""Cells that no spreadsheet takes for a formula (OWASP, "CSV Injection"): a quote before = + - @, tab and return."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) else text


def safe_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([safe_cell(str(cell)) for cell in row] for row in rows)
    return "\ufeff".encode() + out.getvalue().encode()
