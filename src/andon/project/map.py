"""docs/map.md: the floors, and what each room can do. `--check` fails when the page is not of this source."""

import configparser
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
PAGE = CHECKOUT / "docs" / "map.md"
_HEAD = """\
# Map

Made by `bin/map` from the source; `bin/check` fails when it is out of date. A fact that has happened plans its
reactions as due work, in the same transaction.
"""


def main(arguments: list[str]) -> int:
    _load()
    page = draw()
    if "--check" in arguments:
        if PAGE.exists() and PAGE.read_text() == page:
            return 0
        print(f"{PAGE.relative_to(CHECKOUT)} is out of date: run bin/map", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page)
    return 0


def draw() -> str:
    from django.conf import settings
    from django.utils import translation

    with translation.override("en"):
        rooms = ["project", *reversed(settings.ROOMS)]
        slices = [f"integrations/{name}" for name in settings.INTEGRATIONS]
        return "\n".join([_HEAD, *_floors(), *(line for room in [*rooms, *slices] for line in _room(room))])


def _load() -> None:
    """No database is asked; the settings only want a key."""
    os.environ.setdefault("ANDON_SECRET_KEY", "only-to-draw-the-map")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "andon.project.settings")
    import django

    django.setup()


def _floors() -> Iterator[str]:
    """As the import contract says, highest first."""
    contracts = configparser.ConfigParser()
    contracts.read(CHECKOUT / ".importlinter")
    layers = contracts["importlinter:contract:floors"]["layers"].split("\n")
    yield "## Floors\n\nImports go down only; rooms on one floor do not know each other.\n"
    for layer in filter(None, layers):
        yield "- " + " | ".join(name.strip(" ()").removeprefix("andon.") for name in layer.split("|"))
    yield ""


def _room(place: str) -> Iterator[str]:
    """`place`: its folder; a slice is known by its own name everywhere else."""
    from .mapped import about, actions

    yield f"## {place}\n"
    if said := about(place):
        yield said + "\n"
    yield from _section("Actions", (f"- `{a.name}`" + (f": {a.promise}" if a.promise else "") for a in actions(place)))
    room = place.rpartition("/")[2]
    yield from _section("Facts and their reactions", _facts(room))
    yield from _section("Due work", _tasks(room))
    yield from _section("Screens", _screens()[room])
    yield from _section("Endpoints", _endpoints()[room])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    if found := list(lines):
        yield f"### {title}\n"
        yield from found
        yield ""


def _facts(room: str) -> Iterator[str]:
    from andon.timeline.facts import all_fact_types
    from andon.timeline.reactions import reactions_to

    for known in all_fact_types():
        if known.kind.partition(".")[0] == room:
            reactions = sorted(f"`{reaction.name}` ({reaction.lane})" for reaction in reactions_to(known.kind))
            yield f"- `{known.cls.__name__}`, seen by {known.seen_by}" + (
                f" → {', '.join(reactions)}" if reactions else ""
            )


def _tasks(room: str) -> Iterator[str]:
    from andon.work.tasks import all_tasks

    for task in all_tasks():
        if task.name.partition(".")[0] == room:
            yield f"- `{task.name}` ({task.lane})"


def _screens() -> dict[str, list[str]]:
    from .mapped import routes

    found = defaultdict(list)
    for route in routes():
        found[route.name.partition(":")[0]].append(f"- `{route.path}` {route.name}")
    return found


def _endpoints() -> dict[str, list[str]]:
    from andon.api.main import api
    from andon.kit.rooms import room_of

    found: defaultdict[str, list[str]] = defaultdict(list)
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                room = room_of(operation.view_func.__module__)
                whole = "/api/v1" + prefix.rstrip("/") + path
                found[room].extend(
                    f"- `{method} {whole}` {operation.view_func.__name__}" for method in sorted(operation.methods)
                )
    for lines in found.values():
        lines.sort()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
