from collections.abc import Mapping, Sequence

from django.db import transaction

from andon.customers.models import Contact, ContactPoint
from andon.kit.errors import Refused
from andon.signals.facts import SignalReceived
from andon.signals.models import Signal
from andon.signals.signal_in import SignalIn, read_signal
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

Points = Mapping[tuple[str, str], Contact]


@transaction.atomic
def receive_signals(items: Sequence[SignalIn], *, by: Actor) -> list[Signal | Refused]:
    """Take many in a fixed number of statements; per item the signal or why it was refused, in order.

    An external key that its source has sent already gives back the signal that it has, unchanged.
    """
    read = [_read(item) for item in items]
    rows: dict[str, Signal] = {}
    for place, row in enumerate(read):
        if isinstance(row, Signal):
            rows.setdefault(row.key_digest or f"item:{place}", row)
    _name_authors(list(rows.values()))
    # Of two requests with one key at once the second waits for the first, and then finds its signal.
    # In one order, so that they never wait in a circle.
    ordered = sorted(rows.values(), key=lambda row: row.key_digest or "")
    Signal.objects.bulk_create(ordered, batch_size=1000, ignore_conflicts=True)
    stored = _stored(rows)
    record_all([_entry(row, by) for row in rows.values() if row.key_digest is None or stored[row.key_digest] == row])
    return [stored.get(row.key_digest or "", row) if isinstance(row, Signal) else row for row in read]


def _read(item: SignalIn) -> Signal | Refused:
    try:
        return read_signal(item)
    except Refused as refused:
        return refused


def _stored(rows: Mapping[str, Signal]) -> dict[str, Signal]:
    keys = [row.key_digest for row in rows.values() if row.key_digest]
    found = Signal.objects.select_related("contact__account").filter(key_digest__in=keys) if keys else []
    return {str(signal.key_digest): signal for signal in found}


def _name_authors(rows: Sequence[Signal]) -> None:
    """Who holds the author's address is her; a handle counts where no address is known."""
    held = find_authors(rows)
    for row in rows:
        row.contact = author_of(row, held)


def find_authors(rows: Sequence[Signal]) -> dict[tuple[str, str], Contact]:
    """The contacts who hold one of the authors' addresses and handles; one query."""
    wanted = {value for row in rows for value in (row.author_email, row.author_handle) if value}
    if not wanted:
        return {}
    held = ContactPoint.objects.filter(kind__in=("email", "handle"), value__in=wanted)
    return {(point.kind, point.value): point.contact for point in held.select_related("contact__account")}


def author_of(row: Signal, held: Points) -> Contact | None:
    return held.get(("email", row.author_email)) or held.get(("handle", row.author_handle))


def _entry(row: Signal, by: Actor) -> Entry:
    fact = SignalReceived(source=row.source, verified=row.verified, known=row.contact_id is not None)
    return Entry(fact, row.subject, by, row.about)
