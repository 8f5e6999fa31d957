"""The keys that seal secrets, after a restore: those of the backup first, so that what they sealed opens again."""

import os
from pathlib import Path

from andon.project.supervise.installation import write_private


def take_keys(home: Path, secrets: Path) -> bool:
    """Write the backup's keys into this home, before its own; False when keys are set by ANDON_SECRET_KEY."""
    if "ANDON_SECRET_KEY" in os.environ:
        return False
    key_file = home / "secret.keys"
    own = key_file.read_text().split() if key_file.exists() else []
    keys = list(dict.fromkeys([*secrets.read_text().split(), *own]))
    write_private(key_file, "\n".join(keys) + "\n")
    return True
