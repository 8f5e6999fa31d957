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
    return asyncio.run(_post_for(seconds, url, body, clients, headers or {}))


async def _post_for(
    seconds: float, url: str, body: Callable[[int], object], clients: int, headers: Mapping[str, str]
) -> Load:
    times: list[float] = []
    statuses: Counter[int] = Counter()
    numbers = iter(range(10**9))
    began = time.monotonic()

    async def client() -> None:
        place = urlsplit(url)
        reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
        head = f"POST {place.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        while time.monotonic() < began + seconds:
            content = json.dumps(body(next(numbers))).encode()
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
