import hashlib
import json

from .kind import Row


def row_key(row: Row) -> str:
    """The key of a row that brings none: the same row again is the same thing."""
    said = json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)
    return f"row:{hashlib.sha256(said.encode(errors='replace')).hexdigest()}"
