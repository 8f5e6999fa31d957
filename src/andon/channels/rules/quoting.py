"""What somebody wrote now, and what she answered to: the part a library of clients' phrases leaves over.

A quotation is a run of lines that begin with ">", led in by up to three lines of which the last ends with a colon.
Above it stands the answer; when nothing stands above, the answer stands below. True in any language.
"""


def cut_quotation(text: str) -> str:
    """The answer alone; the text as it is when it quotes nothing, or nothing but the quotation is there."""
    lines = text.strip().splitlines()
    first = next((at for at, line in enumerate(lines) if line.startswith(">")), None)
    if first is None:
        return text.strip()
    above = "\n".join(lines[: _lead_in(lines, first)]).strip()
    below = "\n".join(line for line in lines[first:] if not line.startswith(">")).strip()
    return above or below or text.strip()


def _lead_in(lines: list[str], first: int) -> int:
    """Where the words that lead the quotation in begin."""
    last = first - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if last < 0 or not lines[last].rstrip().endswith(":"):
        return first
    start = last
    while start > 0 and last - start < 2 and lines[start - 1].strip() and "@" in "".join(lines[start - 1 : last]):
        start -= 1
    return start
