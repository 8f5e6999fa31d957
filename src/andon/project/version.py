"""Which Andon this is."""

import tomllib
from importlib import metadata
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]


def version() -> str:
    """Of the checkout that runs, else of the installed package."""
    project = _CHECKOUT / "pyproject.toml"
    if project.exists():
        return str(tomllib.loads(project.read_text())["project"]["version"])
    return metadata.version("andon")
