"""Through the web server: the same files, and no database is asked (a test without one would fail)."""

import asyncio
import json
from pathlib import Path
from typing import Any

from andon.project.doors.incoming import incoming
from andon.project.doors.status_files import StatusDoor


def ask(path: str) -> list[Any]:
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "headers": [(b"host", b"localhost")]}
    scope |= {"query_string": b"", "client": ("127.0.0.1", 1), "scheme": "http"}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(StatusDoor()(incoming(scope), scope, None, send))  # type: ignore[arg-type]
    return sent


def test_it_answers_without_a_database(settings: Any, tmp_path: Path) -> None:
    settings.STATUS_FOLDER = tmp_path
    (tmp_path / "fernhill").mkdir()
    (tmp_path / "fernhill/index.html").write_text("<h1>Fernhill</h1>")
    (tmp_path / "hosts.json").write_text(json.dumps({"hosts": {}, "pages": ["fernhill"]}))
    start, body = ask("/status/fernhill/")
    assert start["status"] == 200
    assert body["body"] == b"<h1>Fernhill</h1>"
    assert ask("/status/other/x.html")[0]["status"] == 404
    settings.STATUS_FOLDER = None
    assert ask("/status/fernhill/")[0]["status"] == 404
