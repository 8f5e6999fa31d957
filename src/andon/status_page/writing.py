"""Files into a folder: each whole or not at all, those that did not change left alone, those that are over removed."""

import fcntl
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

MANIFEST = ".written.json"


@contextmanager
def folder_to_itself(folder: Path) -> Iterator[None]:
    """One publisher at a time on this machine; the next waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_files(folder: Path, files: Mapping[str, bytes]) -> int:
    """Returns how many were written. Files that a page names come before the pages that name them.

    What is on the disk is compared, not what was once written: a file that a crash left empty is written again.
    """
    changed = [path for path, content in files.items() if not _is_there(folder / path, content)]
    for path in sorted(changed, key=lambda path: (path.endswith(".html"), path)):
        write_file(folder / path, files[path])
    before = _manifest(folder)
    for path in before - files.keys():
        # A browser may still hold a page that wants what the last version needed.
        if not path.startswith("assets/"):
            (folder / path).unlink(missing_ok=True)
    if before != files.keys():
        write_file(folder / MANIFEST, json.dumps(sorted(files), indent=0).encode())
    return len(changed)


def _is_there(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _manifest(folder: Path) -> set[str]:
    """What was written here before."""
    try:
        read = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return set()
    return set(read) if isinstance(read, list) else set()
