"""The scan of a replay: the same correlator, fed with the tickets' own clock; taken up again after a stop."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from andon.impact.rules.scan.correlator import Correlator
from andon.impact.rules.scan.quantiles import Quantiles
from andon.impact.rules.scan.report import Report
from andon.impact.rules.scan.settings import ScanSettings

from .store import Store
from .ticket import Ticket

Rows = NDArray[np.float32]
_FEWEST_TO_FIT, _MOST_TO_FIT = 300, 5000
LOOK_BACK = 12_000
"""So many tickets are kept at least: routing and relatedness look back by number, not by time."""
_WEEK = 7 * 24 * 60.0


class Scanning:
    """Likeness is fitted to what has come by then, first after some hundreds, then every week: the replay knows no more
    than Andon would have known."""

    def __init__(self, store: Store, settings: ScanSettings, encoder: str) -> None:
        self._store, self._settings, self._encoder = store, settings, encoder
        self._fitted_at: float | None = store.get("fitted_at")
        self._belongs: dict[str, str] = {}
        self._correlator = Correlator(settings, self._stored_likeness())
        self._recall()

    def take(self, lot: Sequence[tuple[int, Ticket]], vectors: Rows) -> None:
        for (seq, ticket), vector in zip(lot, vectors, strict=True):
            self._fit_when_due(ticket.at / 60)
            self._keep(seq, ticket, vector)
            flag = self._correlator.add(_report(seq, ticket.at, ticket.reporter, vector))
            if flag is not None:
                said = {
                    "observed": flag.observed,
                    "expected": flag.expected,
                    "scale_minutes": flag.scale_minutes,
                    "since": flag.since * 60,
                    "log_p": flag.log_p,
                    "members": [int(member) for member in flag.members],
                }
                row = [seq, ticket.at, flag.issue, flag.level, json.dumps(said)]
                self._store.db.execute("INSERT INTO flag VALUES (?, ?, ?, ?, ?)", row)
        self._keep_assignments()
        self._store.db.execute(
            "DELETE FROM recent WHERE at < ? AND place <= (SELECT max(place) FROM recent) - ?",
            [lot[-1][1].at - self._settings.window * 60, LOOK_BACK],
        )

    def _keep(self, seq: int, ticket: Ticket, vector: Rows) -> None:
        row = [seq, ticket.at, ticket.reporter, vector.astype(np.float16).tobytes()]
        self._store.db.execute("INSERT INTO recent (seq, at, reporter, vector) VALUES (?, ?, ?, ?)", row)

    def _keep_assignments(self) -> None:
        now = self._correlator.assignments()
        moved = [(int(key), issue) for key, issue in now.items() if self._belongs.get(key) != issue]
        self._store.db.executemany("INSERT OR REPLACE INTO belongs VALUES (?, ?)", moved)
        self._belongs = now

    def _fit_when_due(self, now: float) -> None:
        if self._fitted_at is not None and now - self._fitted_at < _WEEK:
            return
        rows = self._store.db.execute(
            "SELECT vector FROM recent ORDER BY place DESC LIMIT ?", [_MOST_TO_FIT]
        ).fetchall()
        if len(rows) < _FEWEST_TO_FIT:
            return
        self._keep_assignments()
        made = Quantiles.fit(self._encoder, np.stack([_vector(row[0]) for row in reversed(rows)]))
        self._fitted_at = now
        self._store.put("fitted_at", now)
        self._store.put("likeness", _dumped(made))
        self._correlator = Correlator(self._settings, made)
        self._recall()

    def _stored_likeness(self) -> Quantiles:
        kept = self._store.get("likeness")
        if kept is None:
            return Quantiles.unknown(self._encoder)
        centre = None if kept["centre"] is None else np.array(kept["centre"], np.float32)
        return Quantiles(kept["encoder"], tuple(kept["shares"]), tuple(kept["values"]), centre)

    def _recall(self) -> None:
        emerging = {row[0] for row in self._store.db.execute("SELECT issue FROM flag WHERE level = 'emerging'")}
        rows = self._store.db.execute(
            "SELECT recent.seq, at, reporter, vector, issue FROM recent LEFT JOIN belongs USING (seq) ORDER BY place"
        )
        for seq, at, reporter, vector, issue in rows.fetchall():
            report = _report(seq, at, reporter, _vector(vector))
            self._correlator.recall(report, issue or "", "emerging" if issue in emerging else "watch")
        self._belongs = self._correlator.assignments()


def _report(seq: int, at: float, reporter: str, vector: Rows) -> Report:
    # What an export does not say, everybody is somebody else.
    return Report(str(seq), at / 60, vector, reporter or f"ticket {seq}")


def _vector(stored: bytes) -> Rows:
    return np.frombuffer(stored, np.float16).astype(np.float32)


def _dumped(made: Quantiles) -> dict[str, Any]:
    centre = None if made.centre is None else [float(number) for number in made.centre]
    return {"encoder": made.encoder, "shares": made.shares, "values": made.values, "centre": centre}
