"""Monitors' many words for how bad it is and for what happens, as ours.

A word that nobody knows is an error, and so is none at all: what nobody could rank wakes somebody rather than nobody.
"""

_SEVERITIES = {
    "critical": "critical crit emergency emerg alert page fatal disaster panic blocker p1 sev1 sev-1 highest",
    "error": "error err major high severe average p2 p3 sev2 sev-2",
    "warning": "warning warn minor medium moderate degraded p4 sev3 sev-3",
    "info": "info information informational notice debug low lowest none ok trivial p5 sev4 sev-4 sev5 sev-5",
}
_ACTIONS = {
    "trigger": "trigger triggered firing fired alerting alert problem open opened new created down failing failed",
    "acknowledge": "acknowledge acknowledged ack acked",
    "resolve": "resolve resolved ok closed close up recovery recovered normal cleared clear inactive success fixed",
}
UNRANKED = "error"


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: ours for ours, words in table.items() for word in words.split()}


_SEVERITY_OF, _ACTION_OF = _by_word(_SEVERITIES), _by_word(_ACTIONS)


def severity_of(word: object, default: str = UNRANKED) -> str:
    return _SEVERITY_OF.get(_plain(word), default)


def action_of(word: object, default: str = "trigger") -> str:
    return _ACTION_OF.get(_plain(word), default)


def knows_action(word: object) -> bool:
    return _plain(word) in _ACTION_OF


def _plain(word: object) -> str:
    return str(word).strip().lower() if isinstance(word, str | int) else ""
