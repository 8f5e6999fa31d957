"""Many clients at once that post and wait for the answer, light enough to share a machine with the server."""

import asyncio
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Load:
    per_second: float
    p50: float
    p99: float
    statuses: Counter[int]


def post_for(
    seconds: float, url: str, body: Callable[[int], object], *, clients: int, headers: Mapping[str, str] | None = None
) -> Load:
    """Each client sends its next request when it has its answer; `body` is given a number that no other has."""
    return asyncio.run(_post(url, body, clients, headers or {}, seconds, 10**9))


def post_count(
    url: str, body: Callable[[int], object], *, count: int, clients: int, headers: Mapping[str, str] | None = None
) -> Load:
    """The same until so many were sent, by all clients together."""
    return asyncio.run(_post(url, body, clients, headers or {}, 3600, count))


async def _post(
    url: str, body: Callable[[int], object], clients: int, headers: Mapping[str, str], seconds: float, most: int
) -> Load:
    times: list[float] = []
    statuses: Counter[int] = Counter()
    numbers = iter(range(most))
    began = time.monotonic()

    async def client() -> None:
        place = urlsplit(url)
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        head = f"POST {place.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        while time.monotonic() < began + seconds and (number := next(numbers, None)) is not None:
            content = json.dumps(body(number)).encode()
            sent = time.perf_counter()
            writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
            statuses[await _answer(reader)] += 1
            times.append((time.perf_counter() - sent) * 1000)
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    times.sort()
    took = time.monotonic() - began
    return Load(len(times) / took, statistics.median(times), times[int(len(times) * 0.99)], statuses)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(line for line in head.split("\r\n") if line.startswith("content-length:")).split(":")[1]
    await reader.readexactly(int(length))
    return int(head.split(" ")[1])
