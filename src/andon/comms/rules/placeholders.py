"""What users may leave open in an update: {first name}, {owner}, {case}, {fix expected}, {next update}."""

from collections.abc import Mapping

from andon.kit import placeholders

KNOWN = ("first name", "owner", "case", "fix expected", "next update")


def unknown_placeholders(text: str) -> list[str]:
    """Those that no one can fill."""
    return placeholders.unknown_names(text, KNOWN)


def parts_of(text: str, values: Mapping[str, str]) -> list[tuple[str, bool]]:
    """The text with each known placeholder filled, in its parts; True are those that were filled in."""
    return placeholders.parts_of(text, values)
