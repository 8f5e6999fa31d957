"""What the map shows of a room, read from the running program and its files."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, order=True)
class Action:
    name: str
    promise: str


@dataclass(frozen=True, slots=True, order=True)
class Route:
    path: str
    name: str


def about(room: str) -> str:
    """The first paragraph of the room's own README."""
    readme = PACKAGE / room / "README.md"
    if not readme.exists():
        return ""
    lines = readme.read_text().splitlines()[1:]
    paragraph: list[str] = []
    for line in lines:
        if line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            break
    return " ".join(paragraph)


def actions(room: str) -> list[Action]:
    """One verb per file, named as the file."""
    return sorted(
        Action(node.name, _first_sentence(ast.get_docstring(node) or ""))
        for file in (PACKAGE / room / "actions").glob("[a-z]*.py")
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name == file.stem
    )


def routes() -> list[Route]:
    """Every screen of a room, by its URL name; the API's paths are endpoints."""
    return sorted(route for route in set(_walk(get_resolver(), "/", "")) if not route.name.startswith("api:"))


def _walk(resolver: URLResolver, path: str, names: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here, f"{entry.namespace}:" if entry.namespace else names)
        elif isinstance(entry, URLPattern) and entry.name and names:
            yield Route(here, names + entry.name)


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.partition("\n\n")[0].split())
    for end in (". ", "; "):
        paragraph = paragraph.partition(end)[0]
    return paragraph.rstrip(".")
