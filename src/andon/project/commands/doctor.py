"""`andon doctor`: what is well here and what is not, in plain words. Ends with 1 when something is ill."""

import argparse

from .attach import attach

_SIGNS = {"well": "ok  ", "look": "look", "ill": "ILL "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Looks at the database, the address, mail in and out, disk, clock, backups and work that failed. "
        "Changes nothing, sends nothing. Ends with 1 when something does not work."
    )


def run(options: argparse.Namespace) -> int:
    installation = attach()
    from andon.project.doctor.database import database
    from andon.project.doctor.surroundings import surroundings

    findings = [*database(), *surroundings(installation)]
    for finding in findings:
        print(f"{_SIGNS[finding.state]}  {finding.what}: {finding.said}")
        if finding.remedy:
            print(f"      → {finding.remedy}")
    ill = sum(finding.state == "ill" for finding in findings)
    print("\nAll is well." if not ill else f"\nNot well: {ill}.")
    return 1 if ill else 0
