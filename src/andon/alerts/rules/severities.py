"""How bad a monitor's or an incident's word for severity is, as the state of a lamp."""

_STATES = {"critical": "broken", "error": "broken", "major": "broken", "warning": "risk", "minor": "risk"}

_RANKS = {"critical": 3, "error": 2, "major": 2, "warning": 1, "minor": 1, "info": 0}


def rank_of(severity: str) -> int:
    """Monitors' and incidents' words on one scale; what nobody could rank counts as an error does."""
    return _RANKS.get(severity, 2)


def lamp_of(severity: str) -> str:
    return _STATES.get(severity, "watch")
