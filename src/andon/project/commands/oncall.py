"""`andon oncall <what>`: being on call, tried out. Each part is a module with `add_arguments` and `run`."""

import argparse

from . import oncall_preview

_PARTS = {
    "preview": (oncall_preview, "say who is on call by schedules in a file, beside what is expected"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="<what>", required=True)
    for name, (module, help) in _PARTS.items():
        part = parts.add_parser(name, help=help)
        module.add_arguments(part)
        part.set_defaults(part_run=module.run)


def run(options: argparse.Namespace) -> int:
    return int(options.part_run(options) or 0)
