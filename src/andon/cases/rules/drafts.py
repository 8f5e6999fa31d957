"""One text typed in two windows: nothing of either is lost.

`base` is what a window last knew to be kept, `kept` what another window has kept since, `mine` what it has now.
"""

LINE = "\n\n— — —\n\n"


def merged(base: str, kept: str, mine: str) -> str:
    """Both texts: the change of one put into the other where that can be told, else one after the other."""
    if kept == base or kept in mine:
        return mine
    if mine == base or mine in kept:
        return kept
    if base and base in kept:
        return kept.replace(base, mine, 1)
    if base and base in mine:
        return mine.replace(base, kept, 1)
    return f"{kept}{LINE}{mine}"
