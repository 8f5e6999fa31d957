"""The replay: the tickets of a work file in the order of time, a batch at a time, each batch committed whole."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from andon.impact.rules.scan.settings import ScanSettings
from andon.meaning.encoders import Encoder

from .relating import Relating
from .routing import Routing
from .scanning import Scanning
from .store import Store
from .ticket import Ticket

BATCH = 64


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int
    at: float


def replay(store: Store, encoder: Encoder, settings: ScanSettings) -> Iterator[Progress]:
    """How far it has come, after each batch. Begun on a work file that was replayed in part it goes on where that
    ended, with the same outcome; ValueError when that part was done by another encoder or with other settings."""
    _same(store, encoder, settings)
    place = store.get("place", {"at": float("-inf"), "seq": 0, "done": 0})
    total = store.get("loaded")["count"]
    scanning = Scanning(store, settings, encoder.id)
    routing, relating = Routing(store.get("routing"), encoder.encode), Relating(store.get("relating"))
    _remember(store, routing, relating)
    while lot := store.after(place["at"], place["seq"], BATCH):
        tickets = [ticket for _, ticket in lot]
        vectors = _as_kept(encoder.encode([ticket.text for ticket in tickets]))
        routing.take([ticket.label for ticket in tickets], vectors)
        relating.take(tickets, vectors)
        scanning.take(lot, vectors)
        place = {"at": tickets[-1].at, "seq": lot[-1][0], "done": place["done"] + len(lot)}
        for name, value in (("place", place), ("routing", routing.kept()), ("relating", relating.kept())):
            store.put(name, value)
        store.commit()
        yield Progress(place["done"], total, place["at"])


def _as_kept(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """As they come back from the work file, so that a replay that was stopped decides on the same numbers."""
    return vectors.astype(np.float16).astype(np.float32)


def _same(store: Store, encoder: Encoder, settings: ScanSettings) -> None:
    now = {"encoder": encoder.id, "watch": settings.watch, "emerging": settings.emerging}
    was = store.get("by")
    if was is not None and was != now:
        raise ValueError(f"This work file was begun with {was}; go on with the same, or begin a new one (--anew).")
    store.put("by", now)


def _remember(store: Store, routing: Routing, relating: Relating) -> None:
    """What both had learned from, as far as they look back."""
    rows = store.db.execute(
        "SELECT ticket.id, ticket.at, text, ticket.reporter, incident, label, account, vector FROM recent"
        " JOIN ticket USING (seq) ORDER BY place"
    ).fetchall()
    if not rows:
        return
    tickets = [Ticket(*row[:7]) for row in rows]
    vectors: NDArray[np.float32] = np.stack([np.frombuffer(row[7], np.float16).astype(np.float32) for row in rows])
    routing.remember([ticket.label for ticket in tickets], vectors)
    relating.remember(tickets, vectors)
