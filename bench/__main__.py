"""`python -m bench [writing] [alerts] [screens] [--cases 1000,100000]`: figures and, what counts more, their ratios."""

import argparse

from .house import house


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=["writing", "alerts", "screens", []], help="default: all")
    parser.add_argument("--cases", default="1000,100000", help="sizes of the archive for the screens")
    options = parser.parse_args()
    wanted = options.what or ["writing", "alerts", "screens"]
    with house() as home:
        # Only now does Django know its database.
        from .company import found_company
        from .report import report_alerts, report_screens, report_writing

        found_company()
        if "writing" in wanted:
            report_writing(home)
        if "alerts" in wanted:
            report_alerts(home)
        if "screens" in wanted:
            report_screens([int(size) for size in options.cases.split(",")])


if __name__ == "__main__":
    main()
