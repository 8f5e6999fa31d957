"""`andon oncall`: who would be summoned, without summoning anybody."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="<what>", required=True)
    _simulate_arguments(what)


def run(options: argparse.Namespace) -> int:
    return int(options.oncall(options))


def _simulate_arguments(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    simulate = what.add_parser(
        "simulate",
        help="who would be paged when, for a service or by vectors in a file",
        description="With a FILE: works through its escalation vectors (JSON) and prints what comes out, one JSON line "
        "each; ends with 1 when one differs. Else: whom an alert of a service would page. Changes nothing.",
    )
    simulate.add_argument("file", nargs="?", type=Path, help="escalation vectors, a JSON list")
    simulate.set_defaults(oncall=_simulate)


def _simulate(options: argparse.Namespace) -> int:
    return _vectors(options.file)


def _vectors(file: Path) -> int:
    from andon.paging.rules.rehearse import rehearse

    differ = 0
    try:
        vectors = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        print(f"{file} cannot be read: {error}", file=sys.stderr)
        return 1
    for vector in vectors:
        got = rehearse(vector)
        ok = got == vector["expect"]
        differ += not ok
        said: dict[str, Any] = {"id": vector["id"], "got": got, "expect": vector["expect"], "ok": ok}
        print(json.dumps(said | {"differs_by_choice": False}))
    return 1 if differ else 0
