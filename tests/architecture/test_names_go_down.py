"""What import contracts cannot see: templates, and addresses by name, also go down only."""

import re
from pathlib import Path

from .floors import ROOMS, floors

# "a lower room's file names a higher room": where, and why it may.
ALLOWED = {
    ("ui/templates/ui/portal.html", "portal"): "the shell of the portal's screens, used by them alone",
    ("*", "console/settings_nav.html"): "the console fills this place by context; without it the place is empty",
}
BY_NAME = re.compile(r"""(?:\{%\s*url\s+|reverse(?:_lazy)?\(\s*|redirect\(\s*)["']([a-z_]+):""")
BY_FILE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([a-z_]+)/([^"']+)["']""")


def named_in(path: Path) -> set[tuple[str, str]]:
    """The rooms that a file names, each with what it names of them."""
    text = path.read_text()
    return {(room, room) for room in BY_NAME.findall(text)} | {
        (room, f"{room}/{file}") for room, file in BY_FILE.findall(text)
    }


def test_templates_and_addresses_go_down_only() -> None:
    floor = floors()
    upward = {
        (str(path.relative_to(ROOMS)), what)
        for path in [*ROOMS.rglob("*.html"), *ROOMS.rglob("*.py")]
        if "tests" not in path.parts
        for room, what in named_in(path)
        if room in floor
        and floor[room] <= floor[path.relative_to(ROOMS).parts[0]]
        and room != path.relative_to(ROOMS).parts[0]
    }
    assert {found for found in upward if found not in ALLOWED and ("*", found[1]) not in ALLOWED} == set()


def test_the_exceptions_are_still_needed() -> None:
    for (file, _what), reason in ALLOWED.items():
        assert reason
        assert file == "*" or (ROOMS / file).exists()


def test_every_room_stands_on_a_floor() -> None:
    rooms = {path.parent.name for path in ROOMS.glob("*/__init__.py")}
    assert rooms - set(floors()) == set()
