"""Figures, and ratios: `python -m bench`, of everything or of what is named."""

import argparse

from .house import house

ALL = [
    "writing",
    "alerts",
    "paging",
    "timers",
    "live",
    "clocks",
    "screens",
    "schedules",
    "scan",
    "meaning",
    "texts",
    "segments",
]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*ALL, []], help="default: all")
    parser.add_argument("--cases", default="1000,100000", help="sizes of the archive for the screens")
    parser.add_argument("--vectors", default="10000,100000,1000000", help="how many are stored at a look-up")
    parser.add_argument("--streams", type=int, default=2000, help="consoles that hear one change")
    parser.add_argument("--timers", type=int, default=10_000, help="how many fall due in one second")
    parser.add_argument("--customers", type=int, default=100_000, help="of the base in which segments are looked for")
    parser.add_argument("--faults", type=int, default=48, help="for each number of reports")
    options = parser.parse_args()
    wanted = options.what or ALL
    if "schedules" in wanted:
        # Plain values: they need no house.
        from .schedules import report_schedules

        report_schedules()
    if "scan" in wanted:
        from .scan import report_scan

        report_scan()
    if "texts" in wanted:
        from .texts import report_texts

        report_texts()
    if "segments" in wanted:
        from .segments import report_seconds, report_segments

        report_seconds([100_000, 1_000_000])
        report_segments(options.customers, options.faults)
    if set(wanted) <= {"schedules", "scan", "texts", "segments"}:
        return
    with house() as home:
        # Only now does Django know its database.
        from .company import found_company
        from .report import (
            report_alerts,
            report_clocks,
            report_live,
            report_meaning,
            report_paging,
            report_screens,
            report_timers,
            report_writing,
        )

        found_company()
        if "writing" in wanted:
            report_writing(home)
        if "alerts" in wanted:
            report_alerts(home)
        if "paging" in wanted:
            report_paging(home)
        if "timers" in wanted:
            report_timers(home, options.timers)
        if "live" in wanted:
            report_live(home, options.streams)
        if "clocks" in wanted:
            report_clocks()
        if "screens" in wanted:
            report_screens([int(size) for size in options.cases.split(",")])
        if "meaning" in wanted:
            report_meaning(home, [int(size) for size in options.vectors.split(",")])


if __name__ == "__main__":
    main()
