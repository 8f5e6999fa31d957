"""What is taken, what is refused, and whose it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.cast import NOBODY, contact

from andon.customers.actions.erase_contact import erase_contact
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Contact
from andon.customers.reads.export_contact import export_contact
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.subject import Subject
from andon.signals.actions.dismiss_signal import dismiss_signal
from andon.signals.actions.receive_signals import receive_signals
from andon.signals.actions.restore_signal import restore_signal
from andon.signals.actions.take_signal import take_signal
from andon.signals.models import Signal
from andon.signals.reads.who_it_may_be import who_it_may_be
from andon.signals.signal_in import SignalIn
from andon.timeline.models import RecordedFact

from .conftest import heard

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return [fact.kind for fact in RecordedFact.objects.filter(subject_kind="signal").order_by("at", "id")]


def test_a_batch_answers_one_thing_each_in_order(dana: Contact) -> None:
    first, bad, other_source, again = receive_signals(
        [
            SignalIn(text="It hangs", source="Forum", external_key="7", author_email="Dana@acme.example"),
            SignalIn(text=" ", source="forum"),
            SignalIn(text="It hangs", source="review", external_key="7"),
            SignalIn(text="Changed meanwhile", source="forum", external_key="7"),
        ],
        by=NOBODY,
    )
    assert isinstance(first, Signal)
    assert isinstance(bad, Invalid)
    assert bad.faults.keys() == {"text"}
    assert again == first
    assert first != other_source
    assert (first.contact, first.text, Signal.objects.count()) == (dana, "It hangs", 2)
    assert kinds() == ["signals.SignalReceived"] * 2
    assert RecordedFact.objects.filter(about__contains=[dana.subject.key], kind="signals.SignalReceived").count() == 1


def test_the_same_key_again_gives_back_the_same_as_it_is_now() -> None:
    first = heard(external_key="7")
    dismiss_signal(first, reason="spam", by=NOBODY)
    assert (heard("Other words", external_key="7").id, Signal.objects.get().status) == (first.id, "dismissed")
    assert heard() != heard()


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no text": ({"text": "\n"}, "text"),
    "NUL": ({"text": "a\0b"}, "text"),
    "half a pair": ({"text": "a\ud800"}, "text"),
    "too long": ({"text": "x" * 20_001}, "text"),
    "no source": ({"source": ""}, "source"),
    "an odd source": ({"source": "App Store"}, "source"),
    "a long source": ({"source": "x" * 41}, "source"),
    "a script": ({"url": "javascript:alert(1)"}, "url"),
    "half an address": ({"url": "review.example/1"}, "url"),
    "a broken address": ({"url": "https://[x"}, "url"),
    "no host": ({"url": "https:///x"}, "url"),
    "more than the best": ({"rating": 6}, "rating"),
    "less than nothing": ({"rating": -1}, "rating"),
    "no number": ({"rating": float("nan")}, "rating"),
    "no best": ({"rating": 0, "rating_best": 0}, "rating_best"),
    "no address": ({"author_email": "dana"}, "author_email"),
    "no zone": ({"happened_at": datetime(2026, 1, 1)}, "happened_at"),  # noqa: DTZ001
    "long ago": ({"happened_at": datetime(1900, 1, 1, tzinfo=UTC)}, "happened_at"),
    "no language": ({"language": "<b>"}, "language"),
    "NUL in attributes": ({"attributes": {"a": ["\0"]}}, "attributes"),
    "half a pair in attributes": ({"attributes": {"\ud800": 1}}, "attributes"),
    "no JSON": ({"attributes": {"a": {1, 2}}}, "attributes"),
    "infinite": ({"attributes": {"a": float("inf")}}, "attributes"),
    "much": ({"attributes": {"a": "x" * 20_000}}, "attributes"),
    "a control character in the name": ({"author_name": "\x07"}, "author_name"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused_names_its_field(name: str) -> None:
    given, field = BAD[name]
    (refused,) = receive_signals([SignalIn(**{"text": "It hangs", "source": "forum", **given})], by=NOBODY)
    assert isinstance(refused, Invalid)
    assert refused.faults.keys() == {field}
    assert not Signal.objects.exists()


def test_what_has_not_happened_is_refused() -> None:
    with pytest.raises(Invalid):
        heard(happened_at=clock.now() + timedelta(days=2))


def test_a_rating_is_compared_by_its_share() -> None:
    for rating, best in ((1, 5), (2, 5), (3, 5), (4, 5), (9, 10), (4, 10), (None, 5)):
        heard(rating=rating, rating_best=best)
    found = {level: Signal.objects.rated(level).count() for level in ("low", "middle", "high", "none")}
    assert found == {"low": 3, "middle": 1, "high": 2, "none": 1}
    assert [one.level for one in Signal.objects.order_by("id")] == [
        *("low", "low", "middle", "high", "high", "low", ""),
    ]


def test_many_cost_as_much_as_one(dana: Contact, django_assert_max_num_queries: Any) -> None:
    items = [SignalIn(text="x", source="forum", external_key=str(n), author_handle=f"h{n}") for n in range(200)]
    with django_assert_max_num_queries(8):
        assert len(receive_signals(items, by=NOBODY)) == 200
    assert Signal.objects.count() == 200


def test_it_is_dismissed_for_a_reason_and_taken_back() -> None:
    signal = heard()
    for reason, note in (("", ""), ("bored", ""), ("other", " ")):
        with pytest.raises(Invalid):
            dismiss_signal(signal, reason=reason, note=note, by=NOBODY)
    for _ in range(2):
        dismiss_signal(signal, reason="other", note="A joke", by=NOBODY)
    with pytest.raises(Conflict):
        take_signal(signal, became=Subject("case", signal.id), contact=None, by=NOBODY)
    for _ in range(2):
        restored = restore_signal(signal, by=NOBODY)
    assert (restored.status, restored.dismiss_reason, restored.dismissed_at) == ("new", "", None)
    assert kinds() == ["signals.SignalReceived", "signals.SignalDismissed", "signals.SignalRestored"]


def test_what_became_something_stays_that() -> None:
    signal = heard()
    became = Subject("case", signal.id)
    for _ in range(2):
        take_signal(signal, became=became, contact=None, by=NOBODY)
    for act in (
        lambda: take_signal(signal, became=Subject("case", NEVER), contact=None, by=NOBODY),
        lambda: dismiss_signal(signal, reason="spam", by=NOBODY),
        lambda: restore_signal(signal, by=NOBODY),
    ):
        with pytest.raises(Conflict):
            act()
    assert kinds()[1:] == ["signals.SignalTaken"]


NEVER = Subject.parse("case:00000000-0000-0000-0000-000000000001").id


def test_who_is_known_later_is_known() -> None:
    signal = heard(author_handle="@DanaW")
    assert who_it_may_be(signal) is None
    (put,) = put_contacts([ContactIn(name="Dana", external_id="d", handles=["danaw"])], by=NOBODY)
    assert who_it_may_be(signal) == put
    assert heard(author_handle="danaw").contact == put


def test_it_is_exported_and_erased_with_her(dana: Contact) -> None:
    before = heard("Mine too", author_email="eve@else.example", attributes={"city": "Porto"}, external_key="dana-7")
    eve = contact("Eve Novak", "eve@else.example")
    hers = heard(author_name="Eve", author_email="eve@else.example", url="https://forum.example/eve", rating=2)
    others = heard("Not hers", author_email="dana@acme.example")
    said = export_contact(eve)["signals"]
    assert [one["text"] for one in said] == [before.text, hers.text]
    erase_contact(eve, by=NOBODY)
    for signal in (before, hers):
        signal.refresh_from_db()
        assert (signal.text, signal.author_name, signal.author_email, signal.url) == ("—", "—", "", "")
        assert (signal.attributes, signal.external_key) == ({}, "")
    assert hers.rating == 2
    others.refresh_from_db()
    assert others.text == "Not hers"
    # Its source sends it again: it stays erased.
    assert heard("Mine too", external_key="dana-7") == before
    assert Signal.objects.count() == 3
