"""Addresses fit for a log: a token that stands in a path is nobody's business."""

import logging
import re

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def without_tokens(path: str) -> str:
    return "/".join(_shown(part) for part in path.split("/"))


def _shown(part: str) -> str:
    """Long words are tokens, unless they are ids."""
    if len(part) >= 24 and not _UUID.fullmatch(part):
        return "…"
    return part if part.isprintable() else ascii(part)


class HideTokens(logging.Filter):
    """Django names the path of each request that it answers with an error: a form that was not right, for one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.") and isinstance(record.args, tuple):
            record.args = tuple(
                without_tokens(arg) if isinstance(arg, str) and arg.startswith("/") else arg for arg in record.args
            )
        return True
