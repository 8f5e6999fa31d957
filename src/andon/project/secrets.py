"""The keys that sign sessions and seal secrets: newest first, so that a key can be rotated."""

import os
import secrets
from pathlib import Path


def secret_keys(home: Path) -> list[str]:
    """`ANDON_SECRET_KEY` (comma-separated, newest first), else the file `secret.keys`, made at the first start."""
    if given := os.environ.get("ANDON_SECRET_KEY"):
        return given.split(",")
    key_file = home / "secret.keys"
    if not key_file.exists():
        home.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "w") as out:
                out.write(secrets.token_urlsafe(48) + "\n")
    return key_file.read_text().split()
