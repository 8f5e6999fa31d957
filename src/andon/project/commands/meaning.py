"""`andon meaning`: how far texts are understood, and having all of them read again."""

import argparse
import sys

from .attach import with_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "`status` says which model reads texts, how far it has come, what waits, and whether a worker is at it. "
        "`rebuild` has all of them read again in the background, the newest first; searches go on meanwhile. Another "
        "model (ANDON_MEANING_MODEL, or a better one that was installed) reads all by itself and then takes over."
    )
    parser.add_argument("what", choices=["status", "rebuild"])


def run(options: argparse.Namespace) -> int:
    with with_database():
        from andon.kit.errors import Refused
        from andon.meaning.actions.read_all_again import read_all_again
        from andon.meaning.reads.progress import progress
        from andon.timeline.actor import Actor

        if options.what == "rebuild":
            try:
                model = read_all_again(by=Actor.system("project"))
            except Refused as refused:
                print(refused.message, file=sys.stderr)
                return 1
            print(f"All texts are read again by {model.id}, the newest first.")
            return 0
        found = progress()
    for model_ in found.models:
        done = "all texts" if model_.complete else f"{model_.share:.0%} of the texts"
        state = "in use" if model_.in_use else "coming; answers are another's until it has read all"
        print(f"{model_.id}: {state}; {model_.texts} read, {done}.")
        if model_.back_to:
            print(f"  what was there before: read back to {model_.back_to:%Y-%m-%d}")
    if not found.models:
        print("No text was read yet.")
    print(f"Waiting: {found.waiting}. Set aside: {found.set_aside}.")
    print(
        "A worker reads texts."
        if found.alive
        else "No worker reads texts: start `andon worker --lane search --lane embedding`."
    )
    return 0
