"""What of a letter to one customer may be shown to everybody: lines that are filled in for one person are left out."""

from collections.abc import Mapping

from andon.kit.placeholders import names_in, parts_of

PERSONAL = ("first name", "owner", "case")


def public_wording(letter: str, times: Mapping[str, str]) -> str:
    """The letter without the lines that name somebody; `times` fill {fix expected} and {next update}."""
    kept = [line for line in letter.splitlines() if not set(names_in(line)) & set(PERSONAL)]
    filled = "".join(part for part, _filled in parts_of("\n".join(kept), times))
    return _without_gaps(filled)


def _without_gaps(text: str) -> str:
    """At most one empty line between paragraphs."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip()
