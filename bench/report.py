"""Tables for people, in Markdown."""

from pathlib import Path

from andon.people.models import User

from .alerts import memory, storms
from .clocks import clocks
from .company import grow
from .live import live
from .meaning import encoding, look_ups
from .paging import paging
from .screens import screens
from .timers import costs, timers
from .writing import writing

AGENT = "care0@bench.example"


def report_writing(home: Path) -> None:
    print("| what | clients | a second | p50 ms | p99 ms | pgbench, same rows | share |\n|---|---|---|---|---|---|---|")
    for one in writing(home, _agent()):
        times = f"{one.ours.p50:.0f} | {one.ours.p99:.0f}" if one.ours.p99 else "|"
        load = f"{one.per_second:,.0f} | {times}"
        print(f"| {one.what} | {one.clients} | {load} | {one.pgbench:,.0f} | {one.share:.2f} |", flush=True)
    print()


def report_alerts(home: Path) -> None:
    print(
        "| ten thousand identical events | seconds | a second | p50 ms | p99 ms | alerts | pages |"
        "\n|---|---|---|---|---|---|---|"
    )
    for one in storms(home, _agent()):
        load = f"{one.seconds:.1f} | {one.load.per_second:,.0f} | {one.load.p50:.0f} | {one.load.p99:.0f}"
        print(f"| {one.what} | {load} | {one.alerts} | {'' if one.pages < 0 else one.pages} |", flush=True)
    held = memory(home, _agent())
    print("\n| web process, resident MiB | fresh | then | after 10,000 events and two lists |\n|---|---|---|---|")
    print(f"| {held.alerts:,} alerts open | {held.fresh:.0f} | {held.standing:.0f} | {held.used:.0f} |\n", flush=True)


def report_paging(home: Path) -> None:
    print("| from an alert to its page at the relay | p50 ms | p99 ms | background work left | to idle |")
    print("|---|---|---|---|---|")
    idle = 0.0
    for one in paging(home, _agent()):
        idle = idle or one.p50
        print(f"| {one.what} | {one.p50:.0f} | {one.p99:.0f} | {one.left:,} | {one.p50 / idle:.2f} |", flush=True)
    print()


def report_meaning(home: Path, sizes: list[int]) -> None:
    head = "| vectors stored | look-up p50 ms | p95 ms | processor ms | recall of ten | copy made in s | resident MiB |"
    print(f"{head}\n|---|---|---|---|---|---|---|")
    for one in look_ups(sizes):
        times = f"{one.p50:.1f} | {one.p95:.1f} | {one.cpu:.1f}"
        print(f"| {one.stored:,} | {times} | {one.recall:.3f} | {one.load_s:.1f} | {one.mib:,.0f} |", flush=True)
    one_ = encoding(home, _agent().email)
    print("\n| model | texts a second | from commit to vector p50 s | p95 s | a search answered p50 s | p95 s |")
    print("|---|---|---|---|---|---|")
    times = f"{one_.stored_p50:.2f} | {one_.stored_p95:.2f} | {one_.search_p50:.2f} | {one_.search_p95:.2f}"
    print(f"| {one_.model} | {one_.per_second:.0f} | {times} |\n", flush=True)


def report_timers(home: Path, count: int) -> None:
    print("| one thread | how many | statements each | processor ms each |\n|---|---|---|---|")
    for cost in costs(_agent(), 1000):
        print(f"| {cost.what} | {cost.count:,} | {cost.statements:.2f} | {cost.cpu:.2f} |", flush=True)
    print("\n| timers | how many | late p50 ms | p99 ms | seconds until all were done | worker's processor ms each |")
    print("|---|---|---|---|---|---|")
    for one in timers(home, _agent(), count):
        late = f"{one.p50:,.0f} | {one.p99:,.0f} | {one.seconds:.1f} | {f'{one.cpu:.2f}' if one.cpu else ''}"
        print(f"| {one.what} | {one.count:,} | {late} |", flush=True)
    print()


def report_live(home: Path, streams: int) -> None:
    print("| streams | heard p50 ms | p99 ms | screen fresh p50 ms | p99 ms | refused |\n|---|---|---|---|---|---|")
    for refetch in (False, True):
        one = live(home, streams, refetch=refetch)
        fresh = f"{one.fresh_at(0.5):,.0f} | {one.fresh_at(0.99):,.0f} | {one.refused}" if refetch else "not asked | |"
        print(f"| {len(one.heard):,} | {one.heard_at(0.5):.0f} | {one.heard_at(0.99):.0f} | {fresh} |", flush=True)
    print()


def report_clocks() -> None:
    print("| clocks | worked out again in s | a second | the same rows by plain SQL, s | ratio | changed |")
    print("|---|---|---|---|---|---|")
    one = clocks()
    rates = f"{one.seconds:.1f} | {one.clocks / one.seconds:,.0f} | {one.plain:.1f} | {one.seconds / one.plain:.2f}"
    print(f"| {one.clocks:,} | {rates} | {one.changed:,} |\n", flush=True)


def report_screens(sizes: list[int]) -> None:
    figures = {}
    for size in sizes:
        grow(size)
        figures[size] = screens(_agent())
    heads = " | ".join(f"{size:,} cases: ms (CPU, in the database)" for size in sizes)
    print(f"| screen | statements | {heads} | last to first |\n|---|---|{'---|' * len(sizes)}---|")
    for name in figures[sizes[0]]:
        row = [figures[size][name] for size in sizes]
        cells = " | ".join(f"{one.milliseconds:.0f} ({one.cpu:.0f}, {one.database:.0f})" for one in row)
        ratio = row[-1].milliseconds / row[0].milliseconds
        print(f"| {name} | {row[-1].queries} | {cells} | {ratio:.2f} |", flush=True)


def _agent() -> User:
    return User.objects.get(email__iexact=AGENT)
