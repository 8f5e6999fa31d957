"""How an escalation moves: it waits, is accepted or declined, and is over by one of three ways."""

from andon.kit.errors import Conflict

WAITING, ACCEPTED, DECLINED, OVER, WITHDRAWN, ENDED = "waiting", "accepted", "declined", "over", "withdrawn", "ended"
STATES = (WAITING, ACCEPTED, DECLINED, OVER, WITHDRAWN, ENDED)
STANDING = (WAITING, ACCEPTED)
MOVES = {WAITING: {ACCEPTED, DECLINED, OVER, WITHDRAWN, ENDED}, ACCEPTED: {OVER, WITHDRAWN, ENDED}}


def may_move(state: str, to: str) -> bool:
    return to in MOVES.get(state, ())


def check_move(state: str, to: str, said: str) -> None:
    """Raises Conflict with what was said where it is not allowed (any more)."""
    if not may_move(state, to):
        raise Conflict(said)
