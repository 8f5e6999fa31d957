"""`python -m bench [writing] [alerts] [paging] [live] [clocks] [screens]`: figures and, more than them, ratios."""

import argparse

from .house import house

ALL = ["writing", "alerts", "paging", "live", "clocks", "screens"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*ALL, []], help="default: all")
    parser.add_argument("--cases", default="1000,100000", help="sizes of the archive for the screens")
    parser.add_argument("--streams", type=int, default=2000, help="consoles that hear one change")
    options = parser.parse_args()
    wanted = options.what or ALL
    with house() as home:
        # Only now does Django know its database.
        from .company import found_company
        from .report import report_alerts, report_clocks, report_live, report_paging, report_screens, report_writing

        found_company()
        if "writing" in wanted:
            report_writing(home)
        if "alerts" in wanted:
            report_alerts(home)
        if "paging" in wanted:
            report_paging(home)
        if "live" in wanted:
            report_live(home, options.streams)
        if "clocks" in wanted:
            report_clocks()
        if "screens" in wanted:
            report_screens([int(size) for size in options.cases.split(",")])


if __name__ == "__main__":
    main()
