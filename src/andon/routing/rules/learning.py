"""When a router learns anew: at the first time it can, then when a tenth more choices came, five at least."""

FEWEST_A_LABEL = 5
MOST_A_LABEL, MOST = 500, 6000
MOST_CROSSED = 2000
_SHARE, _FEWEST_NEW = 0.1, 5


def is_worth_learning(known: int, learned_from: int) -> bool:
    return abs(known - learned_from) >= max(_FEWEST_NEW, _SHARE * learned_from)
