"""The tiny server: what it answers from a folder, and what it says of its age. No database is asked."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from andon.status_page.serving.application import StatusFiles

HTML = '<p data-stale="" hidden>stale</p><h1 data-fresh="">All is well</h1><i data-checked="" hidden><!--checked--></i>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "status"
    for slug in ("fernhill", "inside"):
        (made / slug / "api/v2").mkdir(parents=True)
        (made / slug / "assets").mkdir()
        (made / slug / "index.html").write_text(HTML + slug)
        (made / slug / "api/v2/summary.json").write_text("{}")
        (made / slug / "assets/style.0.css").write_text("a{}")
        beat(made / slug, timedelta())
    (made / "hosts.json").write_text(
        json.dumps({"hosts": {"status.fernhill.example": "fernhill"}, "pages": ["fernhill", "inside"]})
    )
    (made / "fernhill/.written.json").write_text("[]")
    (tmp_path / "secret.json").write_text("secret")
    return made


def beat(page: Path, ago: timedelta) -> None:
    (page / "heartbeat.json").write_text(json.dumps({"renewed_at": (datetime.now(UTC) - ago).isoformat()}))


def ask(
    folder: Path, path: str, *, host: str = "localhost:8001", method: str = "GET", prefix: str = "", tag: str = ""
) -> tuple[int, dict[str, str], str]:
    headers = [(b"host", host.encode()), *([(b"if-none-match", tag.encode())] if tag else [])]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(StatusFiles(folder, prefix)(scope, None, send))  # type: ignore[arg-type]
    start, body = sent
    return start["status"], {key.decode(): value.decode() for key, value in start["headers"]}, body["body"].decode()


def test_a_page_is_found_by_its_host_or_its_name(folder: Path) -> None:
    assert ask(folder, "/fernhill/")[2].endswith("fernhill")
    assert ask(folder, "/inside/")[2].endswith("inside")
    assert ask(folder, "/", host="Status.Fernhill.example:443")[2].endswith("fernhill")
    assert ask(folder, "/")[0] == 404
    assert ask(folder, "/fernhill")[:2][1]["location"] == "fernhill/"
    assert ask(folder, "/status/inside/", prefix="/status")[2].endswith("inside")
    (folder / "hosts.json").write_text(json.dumps({"hosts": {}, "pages": ["inside"]}))
    assert ask(folder, "/")[2].endswith("inside")


@pytest.mark.parametrize(
    "path",
    [
        "/fernhill/../../secret.json",
        "/../secret.json",
        "//etc/passwd",
        "/fernhill/.written.json",
        "/fernhill/%00",
        "/x\x00/",
        "/hosts.json",
        "/fernhill/assets/",
        "/fernhill/index.html/x",
        "/fernhill/" + "a" * 5000,
        "/fernhill/..",
        "/\\..\\secret.json",
    ],
)
def test_nothing_else_is_served(folder: Path, path: str) -> None:
    assert ask(folder, path)[0] in (404, 308)
    assert "secret" not in ask(folder, path)[2]


def test_a_page_that_is_not_renewed_says_so(folder: Path) -> None:
    fresh = ask(folder, "/fernhill/")
    assert 'data-stale="" hidden' in fresh[2]
    assert 'data-fresh="">' in fresh[2]
    assert "UTC</i>" in fresh[2]
    beat(folder / "fernhill", timedelta(minutes=6))
    stale = ask(folder, "/fernhill/")
    assert 'data-stale="">' in stale[2]
    assert 'data-fresh="" hidden' in stale[2]
    assert int(stale[1]["x-status-age"]) >= 360
    for broken in ("", "{}", '{"renewed_at": "yesterday"}', '{"renewed_at": "2026-11-17T09:00:00"}'):
        (folder / "fernhill/heartbeat.json").write_text(broken)
        assert 'data-fresh="" hidden' in ask(folder, "/fernhill/")[2]


def test_headers(folder: Path) -> None:
    status, headers, _body = ask(folder, "/fernhill/api/v2/summary.json")
    assert status == 200
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert ask(folder, "/fernhill/api/v2/summary.json", tag=headers["etag"])[0] == 304
    assert "immutable" in ask(folder, "/fernhill/assets/style.0.css")[1]["cache-control"]
    assert "default-src 'self'" in ask(folder, "/fernhill/")[1]["content-security-policy"]
    assert ask(folder, "/fernhill/", method="POST")[0] == 405
    assert ask(folder, "/fernhill/", method="HEAD")[2] == ""
