"""The pages' files by their address: which folder a host means, and what may be asked for. No Django, no database."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# No name begins with a dot, so nothing that is hidden is served and nobody climbs out.
_PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Found:
    """`page`: the folder of its page, whose heartbeat is its age. `moved`: the address lacks its last slash."""

    path: Path | None = None
    page: Path | None = None
    moved: str = ""


class Files:
    """What a folder of pages holds; it is looked at anew each time, for publishers replace files under us."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hosts: tuple[int, Mapping[str, str], list[str]] = (0, {}, [])

    def find(self, host: str, path: str) -> Found:
        parts = [part for part in path.split("/") if part]
        if not all(_PART.fullmatch(part) for part in parts) or len(parts) > 6:
            return Found()
        page, below = self._page(host, parts)
        if page is None:
            return Found()
        wanted = page.joinpath(*below)
        if wanted.is_dir():
            if not path.endswith("/"):
                # The way is relative, so that it holds whatever stands before it.
                return Found(moved=f"{parts[-1]}/")
            wanted = wanted / "index.html"
        return Found(wanted, page) if wanted.suffix in TYPES and wanted.is_file() else Found()

    def _page(self, host: str, parts: list[str]) -> tuple[Path | None, list[str]]:
        """By the host's own page, else the first part of the path, else the only page there is."""
        hosts, pages = self._known()
        if slug := hosts.get(_name_of(host)):
            return self._folder / slug, parts
        if parts and parts[0] in pages:
            return self._folder / parts[0], parts[1:]
        return (self._folder / pages[0], parts) if len(pages) == 1 else (None, [])

    def _known(self) -> tuple[Mapping[str, str], list[str]]:
        file = self._folder / "hosts.json"
        try:
            changed = file.stat().st_mtime_ns
            if changed != self._hosts[0]:
                read = json.loads(file.read_bytes())
                self._hosts = (changed, dict(read["hosts"]), list(read["pages"]))
        except (OSError, ValueError, KeyError, TypeError):
            return {}, []
        return self._hosts[1], self._hosts[2]


def _name_of(host: str) -> str:
    return host.rpartition(":")[0].lower() if re.search(r":\d+$", host) else host.lower()
