"""All formats that monitors speak: each module of `formats` that has a `FORMAT`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from . import formats
from .told import Format


@cache
def all_formats() -> dict[str, Format]:
    """By name, in the order in which people choose."""
    modules = [import_module(f"{formats.__name__}.{found.name}") for found in iter_modules(formats.__path__)]
    known: list[Format] = sorted((module.FORMAT for module in modules), key=lambda one: (one.position, one.title))
    return {one.name: one for one in known}
