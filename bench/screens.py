"""Server time of the screens that agents look at all day, with few and with many cases."""

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from andon.cases.models import Case
from andon.people.models import User

ROUNDS = 11


@dataclass(frozen=True, slots=True)
class Figure:
    """`milliseconds` on the clock, `cpu` of this process alone, `database` in the statements."""

    milliseconds: float
    cpu: float
    database: float
    queries: int
    slowest: str


def screens(agent: User) -> dict[str, Figure]:
    """The median server time by name of the screen."""
    client = Client(headers={"host": "localhost"})
    client.force_login(agent, backend="django.contrib.auth.backends.ModelBackend")
    inbox = reverse("cases:inbox")
    mine = Case.objects.filter(owner=agent).exclude(due_at=None).latest("opened_at")
    addresses = {
        "inbox: mine": f"{inbox}?view=mine",
        "inbox: mine, a case chosen": f"{inbox}?view=mine&case={mine.ref}",
        "inbox: team": f"{inbox}?view=team",
        "inbox: all open": f"{inbox}?view=open",
        "inbox: waiting": f"{inbox}?view=waiting",
        "inbox: solved": f"{inbox}?view=solved",
        "inbox: closed": f"{inbox}?view=closed",
        "inbox: search in closed": f"{inbox}?view=closed&q=voucher",
        "inbox: search, no hit": f"{inbox}?view=closed&q=zzzzqqq",
        "case": reverse("cases:case", args=[mine.ref]),
        "account": reverse("customers:account", args=[mine.account_id]) if mine.account else "",
        "search": "/search/?q=voucher",
    }
    return {name: _measure(client, address) for name, address in addresses.items() if address}


def _measure(client: Client, address: str) -> Figure:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    queries = captured.captured_queries
    slowest = max(queries, key=lambda query: float(query["time"]), default={"time": "", "sql": ""})
    times, cpu = [], []
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return Figure(
        statistics.median(times),
        statistics.median(cpu),
        sum(float(query["time"]) for query in queries) * 1000,
        len(queries),
        f"{slowest['time']} {slowest['sql']}",
    )
