"""Lines out of a body in pieces, and answers into a connection that nobody reads yet."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.api.bulk import MOST_LINE_BYTES, Line
from andon.project.doors import lines, outflow
from andon.project.doors.body import CutOff
from andon.project.doors.lines import MOST_LINES, Lines, NothingComes
from andon.project.doors.outflow import Outflow


def lots(pieces: Sequence[bytes], *, cut_off: bool = False) -> list[list[Line]]:
    async def read() -> list[list[Line]]:
        coming = iter(pieces)
        left = len(pieces)

        async def receive() -> MutableMapping[str, Any]:
            nonlocal left
            if cut_off and not left:
                return {"type": "http.disconnect"}
            left -= 1
            return {"type": "http.request", "body": next(coming, b""), "more_body": left > 0 or cut_off}

        return [lot async for lot in Lines(receive)]

    return asyncio.run(read())


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=6))
def test_they_are_the_same_in_whatever_pieces_they_come(content: bytes, cuts: list[int]) -> None:
    content = content.replace(b"\x00", b"\n")
    places = [0, *sorted(cut for cut in cuts if cut <= len(content)), len(content)]
    pieces = [content[a:b] for a, b in pairwise(places)]
    found = {line.number: line.content for lot in lots(pieces) for line in lot}
    wanted = {number: line.strip() for number, line in enumerate(content.split(b"\n"), 1) if line.strip()}
    assert found == wanted


def test_a_lot_has_at_most_so_many_lines() -> None:
    assert [len(lot) for lot in lots([b"a\n" * (2 * MOST_LINES + 3)])] == [MOST_LINES, MOST_LINES, 3]


@pytest.mark.parametrize("size", [MOST_LINE_BYTES, MOST_LINE_BYTES + 1, 3 * MOST_LINE_BYTES])
def test_a_line_that_is_too_long_is_told_by_itself(size: int) -> None:
    content = b"a\n" + b"x" * size + b"\nb"
    pieces = [content[at : at + 65536] for at in range(0, len(content), 65536)]
    for some in (pieces, [content]):
        found = [line for lot in lots(some) for line in lot]
        assert [line.number for line in found] == [1, 2, 3]
        assert found[1].content == (b"x" * size if size <= MOST_LINE_BYTES else None)
        assert (found[0].content, found[2].content) == (b"a", b"b")


def test_what_is_cut_off_is_not_taken() -> None:
    with pytest.raises(CutOff):
        lots([b"a\nb"], cut_off=True)


def test_a_sender_who_pauses_is_answered_what_she_sent() -> None:
    async def read() -> list[Line]:
        messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        messages.put_nowait({"type": "http.request", "body": b"a\nb\nc", "more_body": True})
        lines = Lines(messages.get)
        async for lot in lines:
            lines.end()
            return lot
        return []

    assert [line.content for line in asyncio.run(read())] == [b"a", b"b"]


def test_a_server_that_ends_takes_what_it_has_read() -> None:
    async def read() -> list[list[Line]]:
        messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        messages.put_nowait({"type": "http.request", "body": b"a\nb", "more_body": True})
        lines = Lines(messages.get)
        asyncio.get_running_loop().call_later(0.01, lines.end)
        return [lot async for lot in lines]

    assert [[line.content for line in lot] for lot in asyncio.run(read())] == [[b"a"]]


def ending_of(pieces: AsyncIterator[bytes]) -> tuple[list[int], NothingComes]:
    """The numbers of the lines that were taken, and how it ended."""

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": await anext(pieces), "more_body": True}

    async def read() -> tuple[list[int], NothingComes]:
        taken: list[int] = []
        try:
            async for lot in Lines(receive):
                taken += [line.number for line in lot]
        except NothingComes as nothing:
            return taken, nothing
        raise AssertionError("it ended by itself")

    return asyncio.run(asyncio.wait_for(read(), 5))


async def for_ever(first: bytes, then: bytes) -> AsyncIterator[bytes]:
    yield first
    while True:
        yield then
        await asyncio.sleep(0)


@pytest.mark.parametrize("then", [b"\n" * 65536, b" \n" * 32768, b"x" * 65536])
def test_bytes_without_a_line_end_a_stream(then: bytes) -> None:
    taken, ended = ending_of(for_ever(b"a\nb\n", then))
    assert (taken, ended.status) == ([1, 2], 413)
    assert ended.number >= 3


def test_blank_lines_for_ever_end_a_stream_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_SILENCE", 0.1)
    taken, ended = ending_of(for_ever(b"a\n", b"\n"))
    assert (taken, ended.status) == ([1], 408)


def test_who_is_silent_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_SILENCE", 0.05)

    async def silent() -> AsyncIterator[bytes]:
        yield b"a\n"
        await asyncio.sleep(60)

    taken, ended = ending_of(silent())
    assert (taken, ended.status, ended.number) == ([1], 408, 2)


def test_the_time_that_answering_takes_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_SILENCE", 0.3)

    async def read() -> int:
        messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        messages.put_nowait({"type": "http.request", "body": b"a\n" * MOST_LINES, "more_body": True})
        taken = 0
        async for lot in Lines(messages.get):
            taken += len(lot)
            if taken == MOST_LINES:
                await asyncio.sleep(0.35)
                messages.put_nowait({"type": "http.request", "body": b"b", "more_body": False})
        return taken

    assert asyncio.run(read()) == MOST_LINES + 1


class Slow:
    """A connection that takes nothing until it is told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.sent = b""

    async def send(self, message: MutableMapping[str, Any]) -> None:
        await self.go.wait()
        self.sent += message["body"]


def test_answers_wait_for_a_client_that_first_sends_all() -> None:
    async def talk() -> bytes:
        slow = Slow()
        out = Outflow(slow.send)
        for number in range(100):
            await asyncio.wait_for(out.put(b"%03d" % number), 1)
        slow.go.set()
        await out.finish()
        return slow.sent

    assert asyncio.run(talk()) == b"".join(b"%03d" % number for number in range(100))


def test_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outflow, "_MOST_BYTES", 10)
    monkeypatch.setattr(outflow, "_SECONDS", 0.05)

    async def talk() -> None:
        out = Outflow(Slow().send)
        try:
            await out.put(b"x" * 9)
            await out.put(b"x" * 9)
        finally:
            out.close()

    with pytest.raises(CutOff):
        asyncio.run(talk())
