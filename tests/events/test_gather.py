"""Group commit: together what waits together, each its own answer, one bad item harms nobody."""

import asyncio
import threading
import time
from collections.abc import Sequence

import pytest

from andon.project.doors.gather import Full, Gathering


class Book:
    """Something to write in, that counts its flushes and refuses poison."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.flushes: list[int] = []
        self.written: list[str] = []
        self.most_at_once = 0
        self._under_way = 0
        self._seconds = seconds
        self._lock = threading.Lock()

    def take(self, items: Sequence[str]) -> list[str]:
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
            self.flushes.append(len(items))
        time.sleep(self._seconds)
        with self._lock:
            self._under_way -= 1
        if "poison" in items:
            raise ValueError("poison")
        self.written += items
        return [item.upper() for item in items]


def test_what_waits_is_written_together_in_at_most_two_flushes_at_once() -> None:
    book = Book(0.02)

    async def crowd() -> list[str]:
        gathering = Gathering(book.take, most_waiting=1000, most_at_once=50)
        return await asyncio.gather(*(one(gathering, number) for number in range(200)))

    async def one(gathering: Gathering[str, str], number: int) -> str:
        await asyncio.sleep(number / 10_000)
        return await gathering.put(f"e{number}")

    assert asyncio.run(crowd()) == [f"E{number}" for number in range(200)]
    assert len(book.written) == 200
    assert book.most_at_once == 2
    assert len(book.flushes) < 30
    assert max(book.flushes) <= 50


def test_a_lone_item_does_not_wait_for_company() -> None:
    book = Book()

    async def alone() -> float:
        gathering = Gathering(book.take, most_waiting=10)
        await gathering.put("first")
        began = time.monotonic()
        await gathering.put("second")
        return time.monotonic() - began

    assert asyncio.run(alone()) < 0.05


def test_a_poisoned_item_fails_alone(caplog: pytest.LogCaptureFixture) -> None:
    book = Book(0.01)

    async def crowd() -> list[str | BaseException]:
        gathering = Gathering(book.take, most_waiting=100)
        items = [f"e{number}" for number in range(20)]
        items[7] = "poison"
        return await asyncio.gather(*(gathering.put(item) for item in items), return_exceptions=True)

    answers = asyncio.run(crowd())
    assert [number for number, answer in enumerate(answers) if isinstance(answer, ValueError)] == [7]
    assert sorted(book.written) == sorted(f"e{number}" for number in range(20) if number != 7)


def test_a_full_queue_refuses_at_once() -> None:
    book = Book(0.05)

    async def crowd() -> list[str | BaseException]:
        gathering = Gathering(book.take, most_waiting=5, most_at_once=5)
        return await asyncio.gather(*(gathering.put(f"e{number}") for number in range(30)), return_exceptions=True)

    answers = asyncio.run(crowd())
    refused = [answer for answer in answers if isinstance(answer, Full)]
    assert len(refused) == 30 - len(book.written)
    assert 0 < len(refused) < 30


def test_a_sender_who_left_is_stored_all_the_same() -> None:
    book = Book(0.02)

    async def leave() -> str:
        gathering = Gathering(book.take, most_waiting=10)
        leaving = asyncio.ensure_future(gathering.put("gone"))
        await asyncio.sleep(0.005)
        leaving.cancel()
        return await gathering.put("stays")

    assert asyncio.run(leave()) == "STAYS"
    assert sorted(book.written) == ["gone", "stays"]
