"""Error codes and names of faults in a text: what two reports of one fault share literally."""

import re

from andon.meaning.encoders.tame import tame

_LONGEST, _MOST = 20_000, 40
_PATTERNS = (
    r"\b[A-Z]{1,10}[-_]\d{2,8}\b",  # E-1042, ORA-00942, CVE-2024
    r"\b0x[0-9A-Fa-f]{4,16}\b",
    r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b",  # ERR_CONNECTION_RESET
    r"\b(?:[A-Z][a-z0-9]+){1,8}(?:Exception|Error|Failure|Timeout)\b",
    r"(?i:\b(?:error|fehler|erreur|errore|fout|hata|code|http|status|错误|エラー)\s{0,2}[:#]?\s{0,2}(?:code\s{0,2})?)(\d{3,8})\b",
    r"\b[A-Z]{1,3}\d{3,8}\b",
)
_CODES = re.compile("|".join(f"(?:{one})" for one in _PATTERNS))


def codes_of(text: str) -> frozenset[str]:
    """In capitals; `Error 500`, `HTTP 500` and `Fehler 500` are all `500`."""
    found: set[str] = set()
    for match in _CODES.finditer(tame(text, _LONGEST)):
        found.add((match.group(1) or match.group(0)).upper())
        if len(found) == _MOST:
            break
    return frozenset(found)
