"""`andon targets check FILE`: the clocks' arithmetic against known answers, one JSON line each."""

import argparse
import json
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "`targets check FILE` works out each vector of a JSON file and prints what it got and what was expected, one "
        "JSON line each. Needs no database. Ends with 1 on any difference that is not our choice."
    )
    parser.add_argument("what", choices=["check"])
    parser.add_argument("file", type=Path, help="a JSON list of vectors")


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from andon.targets.rules.vectors import check_all

    if not settings.configured:
        # Refusals are said in words, and nothing here needs an installation.
        settings.configure(USE_I18N=False)
    try:
        vectors = json.loads(options.file.read_text(encoding="utf-8"))
        if not isinstance(vectors, list) or not all(isinstance(one, dict) for one in vectors):
            raise ValueError("not a list of vectors")
    except (OSError, ValueError) as error:
        print(f"{options.file} cannot be read: {error}", file=sys.stderr)
        return 2
    wrong = 0
    for checked in check_all(vectors):
        print(json.dumps(checked.line(), ensure_ascii=False))
        wrong += checked.is_wrong
    return 1 if wrong else 0
