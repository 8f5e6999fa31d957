from andon.customers.models import Contact
from andon.signals.actions.receive_signals import author_of, find_authors
from andon.signals.models import Signal


def who_it_may_be(signal: Signal) -> Contact | None:
    """The contact it names, else who holds its author's address or handle by now; at most one query."""
    if signal.contact is not None and signal.contact.erased_at is None:
        return signal.contact
    return author_of(signal, find_authors([signal]))
