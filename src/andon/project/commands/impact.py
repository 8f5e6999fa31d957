"""`andon impact explain`: which customers a fault concerns, from files; no database, no settings."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from andon.impact.rules.segments import Finding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="<what>", required=True)
    explain = what.add_parser(
        "explain",
        help="the likeliest segment of your customers that explains some reports",
        description="Reads your customers and who of them reported something, and says which segment explains it best, "
        "how sure that is, and a second cause of what it leaves open. Nothing is stored or sent. Ends with 0 also when "
        "there is no specific segment, with 2 when a file cannot be read.",
    )
    explain.add_argument("--base", type=Path, required=True, metavar="CUSTOMERS.csv", help="a line for each customer")
    explain.add_argument(
        "--schema",
        type=Path,
        required=True,
        metavar="SCHEMA.json",
        help='which columns to look at: {"country": {"kind": "cat", "hier": "place"}}; kinds: cat, bool, ord, num',
    )
    explain.add_argument("--reports", type=Path, required=True, metavar="IDS.txt", help="an id a line")
    explain.add_argument("--weights", type=Path, metavar="W.csv", help="id and how often she usually writes")
    explain.add_argument("--id", default="", metavar="COLUMN", help="the column of ids (default: id, else the first)")
    explain.add_argument("--json", action="store_true", help="as JSON; [] for no segment")
    explain.set_defaults(impact=_explain)


def run(options: argparse.Namespace) -> int:
    return int(options.impact(options))


def _explain(options: argparse.Namespace) -> int:
    from andon.impact.files import BadFile, read_question
    from andon.impact.rules.segments import as_dicts, find_segments

    try:
        asked = read_question(options.base, options.schema, options.reports, options.weights, options.id)
        found = find_segments(asked.schema, asked.columns, asked.reports, asked.weights)
    except (BadFile, ValueError) as why:
        print(why, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(as_dicts(found), ensure_ascii=False, indent=2))
    else:
        _print(found, len(asked.reports))
    return 0


def _print(found: "list[Finding]", reports: int) -> None:
    from andon.impact.rules.segments import english

    if not found:
        print(f"No specific segment explains these {reports} reports (yet).")
    for one in found:
        print(english(one.sentence_parts))
        if one.runner_up:
            print(f"  Or else: {english([one.runner_up.segment])}.")
        if one.question:
            print(f"  To tell them apart, ask the next reporters for: {one.question.attr}.")
