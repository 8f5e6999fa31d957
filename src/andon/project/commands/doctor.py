"""`andon doctor`: what is well here and what is not, in plain words. Ends with 1 when something is ill."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .attach import attach

if TYPE_CHECKING:
    from andon.project.doctor.finding import Finding

_SIGNS = {"well": "ok  ", "look": "look", "ill": "ILL "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Looks at the database, the address, mail in and out, disk, clock, backups and work that failed. "
        "Changes nothing, sends nothing. Ends with 1 when something does not work. "
        "`doctor mail` looks at mail alone: each mailbox, the DNS records of each domain and how they fit, the relay; "
        "with --to it sends a test mail from each mailbox."
    )
    parser.add_argument("what", nargs="?", choices=["all", "mail"], default="all")
    parser.add_argument("--to", metavar="ADDRESS", default="", help="with `mail`: send a test mail there")


def run(options: argparse.Namespace) -> int:
    installation = attach()
    from andon.project.doctor.database import database
    from andon.project.doctor.mail import mail
    from andon.project.doctor.surroundings import surroundings

    if options.what == "mail":
        return _say(mail(options.to))
    return _say([*database(), *surroundings(installation)])


def _say(findings: "Sequence[Finding]") -> int:
    for finding in findings:
        print(f"{_SIGNS[finding.state]}  {finding.what}: {finding.said}")
        if finding.remedy:
            print(f"      → {finding.remedy}")
    ill = sum(finding.state == "ill" for finding in findings)
    print("\nAll is well." if not ill else f"\nNot well: {ill}.")
    return 1 if ill else 0
