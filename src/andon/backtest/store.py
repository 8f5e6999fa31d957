"""The work file: tickets in the order of time, and how far the replay has come. SQLite, so that a million tickets take
no memory, and a replay that was stopped goes on."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from .reading import BadLine
from .ticket import Ticket

_TABLES = """
CREATE TABLE IF NOT EXISTS ticket (
    seq INTEGER PRIMARY KEY, id TEXT, at REAL, text TEXT, reporter TEXT, incident TEXT, label TEXT, account TEXT,
    attributes TEXT);
CREATE TABLE IF NOT EXISTS recent (place INTEGER PRIMARY KEY, seq INTEGER, at REAL, reporter TEXT, vector BLOB);
CREATE TABLE IF NOT EXISTS belongs (seq INTEGER PRIMARY KEY, issue TEXT);
CREATE TABLE IF NOT EXISTS flag (seq INTEGER, at REAL, issue TEXT, level TEXT, said TEXT);
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT);
"""
_BATCH = 2000


class Store:
    """One work file. What is written counts from `commit` on."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path)
        self.db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.db.close()

    def commit(self) -> None:
        self.db.commit()

    def get(self, name: str, default: Any = None) -> Any:
        row = self.db.execute("SELECT value FROM kept WHERE name = ?", [name]).fetchone()
        return default if row is None else json.loads(row[0])

    def put(self, name: str, value: Any) -> None:
        self.db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", [name, json.dumps(value)])

    def load(self, tickets: Iterable[Ticket | BadLine]) -> Iterator[int]:
        """Takes all of them in; how many so far, now and then. Begun anew when it was not finished."""
        self.db.execute("DELETE FROM ticket")
        faults: list[str] = []
        count = bad = 0
        lot: list[tuple[Any, ...]] = []
        for one in tickets:
            if isinstance(one, BadLine):
                bad += 1
                faults += [str(one)] if len(faults) < 20 else []
                continue
            count += 1
            lot.append(_row(one))
            if len(lot) == _BATCH:
                self._insert(lot)
                lot = []
                yield count
        self._insert(lot)
        self.db.execute("CREATE INDEX IF NOT EXISTS ticket_by_time ON ticket (at, seq)")
        self.put("loaded", {"count": count, "bad": bad, "faults": faults})
        self.commit()
        yield count

    def _insert(self, lot: list[tuple[Any, ...]]) -> None:
        names = "id, at, text, reporter, incident, label, account, attributes"
        self.db.executemany(f"INSERT INTO ticket ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", lot)  # noqa: S608

    def after(self, at: float, seq: int, limit: int) -> list[tuple[int, Ticket]]:
        """The next tickets in the order of time."""
        rows = self.db.execute(
            "SELECT seq, id, at, text, reporter, incident, label, account, attributes FROM ticket"
            " WHERE (at, seq) > (?, ?) ORDER BY at, seq LIMIT ?",
            [at, seq, limit],
        )
        return [(row[0], _ticket(row)) for row in rows]


def _row(one: Ticket) -> tuple[Any, ...]:
    clean = [part.encode("utf-8", "replace").decode() for part in (one.id, one.text, one.reporter, one.incident)]
    rest = [part.encode("utf-8", "replace").decode() for part in (one.label, one.account)]
    return clean[0], one.at, clean[1], clean[2], clean[3], *rest, json.dumps(one.attributes)


def _ticket(row: tuple[Any, ...]) -> Ticket:
    _, id, at, text, reporter, incident, label, account, attributes = row
    return Ticket(id, at, text, reporter, incident, label, account, json.loads(attributes))
