"""How bad a monitor's or an incident's word for severity is, as the state of a lamp."""

_STATES = {"critical": "broken", "error": "broken", "major": "broken", "warning": "risk", "minor": "risk"}


def lamp_of(severity: str) -> str:
    return _STATES.get(severity, "watch")
