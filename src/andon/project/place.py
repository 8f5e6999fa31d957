"""Where this installation keeps its data."""

import os
from pathlib import Path


def andon_home() -> Path:
    """`$ANDON_HOME`, else /var/lib/andon for root, else the XDG data folder."""
    if given := os.environ.get("ANDON_HOME"):
        return Path(given)
    if os.geteuid() == 0:
        return Path("/var/lib/andon")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "andon"
