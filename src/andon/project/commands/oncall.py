"""`andon oncall`: who would be summoned, and who is on call by a file, without summoning anybody."""

import argparse
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from . import oncall_preview
from .attach import attach


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="<what>", required=True)
    _simulate_arguments(what)
    _preview_arguments(what)


def run(options: argparse.Namespace) -> int:
    return int(options.oncall(options))


def _simulate_arguments(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    simulate = what.add_parser(
        "simulate",
        help="who would be paged when, for a service or by vectors in a file",
        description="With a FILE: works through its escalation vectors (JSON) and prints what comes out, one JSON line "
        "each; ends with 1 when one differs. Else: whom an alert of a service would page. Changes nothing.",
    )
    simulate.add_argument("file", nargs="?", type=Path, help="escalation vectors, a JSON list")
    simulate.add_argument("--service", metavar="SLUG", default="", help="an alert of this service fires")
    simulate.add_argument("--account", metavar="ID", default="", help="it touches this account (its id at your side)")
    simulate.add_argument("--at", metavar="TIME", default="", help="when, such as 2026-11-21T03:10+01:00; else now")
    simulate.add_argument("--severity", default="critical", choices=["critical", "error", "warning"])
    simulate.set_defaults(oncall=_simulate)


def _preview_arguments(what: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    preview = what.add_parser("preview", help="who is on call by schedules in a file, beside what is expected")
    oncall_preview.add_arguments(preview)
    preview.set_defaults(oncall=oncall_preview.run)


def _simulate(options: argparse.Namespace) -> int:
    if options.file:
        return _vectors(options.file)
    if not options.service and not options.account:
        print("Name a FILE of vectors, or a --service or an --account.", file=sys.stderr)
        return 2
    attach()
    return _dry_run(options)


def _dry_run(options: argparse.Namespace) -> int:
    from andon.catalog.models import Service
    from andon.customers.models import Account
    from andon.kit import clock
    from andon.paging.reads.simulate import policy_for, simulate

    service = Service.objects.filter(slug=options.service).first() if options.service else None
    account = Account.objects.filter(external_id=options.account).first() if options.account else None
    if (options.service and not service) or (options.account and not account):
        print("There is no such service or account.", file=sys.stderr)
        return 1
    try:
        at = datetime.fromisoformat(options.at) if options.at else clock.now()
    except ValueError:
        print("Write a time such as 2026-11-21T03:10+01:00.", file=sys.stderr)
        return 2
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    binding = policy_for(service=service, account=None if service else account)
    if binding is None:
        print("Nobody would be woken: no policy is bound.")
        return 1
    for one in simulate(binding.policy, at=at, severity=options.severity, account=account, binding=binding):
        print(_line(one, at))
    return 0


def _line(would: Any, begins: datetime) -> str:
    coming = would.coming
    minutes = (coming.at - begins) // timedelta(minutes=1)
    step = f"step {coming.step + 1}" if coming.step >= 0 else ""
    people = [f"{one.user.name} ({one.why}; {', '.join(_way(*way) for way in one.ways)})" for one in would.reached]
    said = ", ".join([*people, *coming.places, *coming.words])
    return f"{coming.at.isoformat(timespec='minutes')}  +{minutes:>4} min  {coming.what:<12} {step:<7} {said}".rstrip()


def _way(channel: str, address: str, minutes: int) -> str:
    """What is sealed is not shown."""
    place = f" {address}" if channel == "email" else ""
    return f"{channel}{place}" + (f" after {minutes} min" if minutes else "")


def _vectors(file: Path) -> int:
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{file} cannot be read: {error}", file=sys.stderr)
        return 1
    lines = [_rehearsed(one) for one in (given if isinstance(given, list) else [given])]
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))
    return 0 if all(line["ok"] for line in lines) else 1


def _rehearsed(vector: Any) -> dict[str, Any]:
    from andon.paging.rules.rehearse import rehearse

    if not isinstance(vector, dict):
        return {"id": None, "got": None, "expect": None, "ok": False, "error": "this is no object"}
    said: dict[str, Any] = {"id": vector.get("id"), "got": None, "expect": vector.get("expect"), "ok": False}
    try:
        said["got"] = rehearse(vector)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
        return said | {"error": f"no escalation vector ({type(error).__name__}: {error})"}
    return said | {"ok": "expect" not in vector or said["got"] == vector["expect"]}
