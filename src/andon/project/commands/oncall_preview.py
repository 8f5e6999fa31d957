"""`andon oncall preview FILE`: handoffs and shifts of schedules written as JSON, one line of JSON each; no database."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from andon.schedules.rules.given import answer

_BY_CHOICE = "whole days of a slot end by the wall clock, so that a change of the clocks leaves no hole"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Reads a list of schedules (kind oncall) and rotations (kind handoffs) with a window each, and writes one line "
        "of JSON for each: what we say (got), what the file expects, and whether that is the same. Ends with 1 when "
        "anything differs."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="JSON: a list of them, or one")


def run(options: argparse.Namespace) -> int:
    try:
        given = json.loads(options.file.read_text())
    except (OSError, ValueError) as why:
        print(f"{options.file}: {why}", file=sys.stderr)
        return 1
    said = [_said(one) for one in (given if isinstance(given, list) else [given])]
    for one in said:
        print(json.dumps(one, ensure_ascii=False))
    return 0 if all(one["ok"] for one in said) else 1


def _said(given: Any) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        return {"id": None, "got": None, "expect": None, "ok": False, "error": "this is no object"}
    told: dict[str, Any] = {"id": given.get("id"), "got": None, "expect": given.get("expect")}
    try:
        told["got"] = answer(given)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError) as why:
        return told | {"ok": False, "error": f"{type(why).__name__}: {why}"}
    # Without an expectation there is nothing to differ from.
    told["ok"] = "expect" not in given or told["got"] == given["expect"]
    if not told["ok"] and answer(given, slot_by_clock=False) == given["expect"]:
        told["differs_by_choice"] = _BY_CHOICE
    return told
