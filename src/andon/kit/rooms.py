"""Which room a module belongs to."""


def room_of(module: str) -> str:
    """ "cases" of andon.cases.actions.close_case; a slice of `integrations` counts as a room of its own."""
    parts = module.split(".")
    return parts[2] if parts[1] == "integrations" and len(parts) > 2 else parts[1]
