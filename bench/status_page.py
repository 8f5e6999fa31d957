"""Requests a second of a status page: from its own server, and through the web server. Both from files, no database.

bin/andon up, then: python bench/status_page.py http://127.0.0.1:8001/ http://localhost:8000/status/<page>/
"""

import http.client
import sys
import threading
import time
from urllib.parse import urlsplit

SECONDS, THREADS = 8.0, 4


def measure(url: str) -> float:
    """Requests a second over kept connections, all of them answered with 200."""
    counts = [0] * THREADS
    end = time.monotonic() + SECONDS

    def ask(place: int) -> None:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        while time.monotonic() < end:
            connection.request("GET", parts.path or "/")
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{url} answered {answer.status}")
            counts[place] += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(THREADS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - began)


if __name__ == "__main__":
    for url in sys.argv[1:]:
        print(f"{measure(url):8.0f} requests a second  {url}")
