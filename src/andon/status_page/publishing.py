"""All pages as files in a folder: <folder>/<slug>/…, hosts.json for pages at their own address, a heartbeat each."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction

from andon.kit import clock

from .models import StatusPage
from .reads.page_shown import page_shown
from .render.files import files_of
from .render.signature import signature
from .writing import folder_to_itself, write_file, write_files


@dataclass(frozen=True, slots=True)
class Published:
    pages: int
    files: int
    folder: Path


def publish(folder: Path) -> Published:
    """Write what the pages show now; what did not change is left alone, but for the heartbeats. One at a time."""
    with folder_to_itself(folder):
        with transaction.atomic():
            # One snapshot for all pages, so that no two of them tell different stories.
            if not connection.savepoint_ids:
                _whole_snapshot()
            pages = list(StatusPage.objects.select_related("brand"))
            shown = [page_shown(page, clock.now()) for page in pages]
        written = 0
        for page in shown:
            content = signature(page)
            if _content_of(folder / page.slug) != content:
                written += write_files(folder / page.slug, files_of(page))
            _beat(folder / page.slug, content)
        _hosts(folder, pages)
        _remove_others(folder, {page.slug for page in pages})
    return Published(len(pages), written, folder)


def _whole_snapshot() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _beat(folder: Path, content: str) -> None:
    """By wall time, for readers compare it with their own clocks."""
    beat = {"renewed_at": clock.wall().isoformat(timespec="seconds"), "content": content}
    write_file(folder / "heartbeat.json", json.dumps(beat).encode())


def _content_of(folder: Path) -> str:
    """What the files there were drawn from; "" when they are not whole."""
    try:
        told = str(json.loads((folder / "heartbeat.json").read_bytes())["content"])
        return told if (folder / "index.html").stat().st_size else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _hosts(folder: Path, pages: list[StatusPage]) -> None:
    ours = urlsplit(settings.BASE_URL).hostname
    named = {urlsplit(page.address).hostname: page.slug for page in pages if page.address}
    hosts = {host: slug for host, slug in named.items() if host and host != ours}
    content = json.dumps({"hosts": hosts, "pages": sorted(page.slug for page in pages)}).encode()
    if not (folder / "hosts.json").is_file() or (folder / "hosts.json").read_bytes() != content:
        write_file(folder / "hosts.json", content)


def _remove_others(folder: Path, slugs: set[str]) -> None:
    """Folders that were written for a page that is no more: they hold a heartbeat of ours."""
    for inside in folder.iterdir():
        if inside.is_dir() and inside.name not in slugs and (inside / "heartbeat.json").is_file():
            shutil.rmtree(inside)
