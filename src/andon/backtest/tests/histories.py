"""A history as an export would have it: everyday questions, and two mornings on which many told the same."""

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

ASKED = {
    "where": "Where do I find",
    "change": "How can I change",
    "cancel": "Please cancel",
    "price": "What is the price of",
    "broken": "There is a scratch on",
}
THINGS = [
    "my parcel", "the invoice of March", "the walking boots", "a gift card", "the return label", "my password",
    "the coffee grinder", "the blue jacket", "our company address", "the newsletter", "the garden chair",
    "a spare wheel", "the manual of the lamp", "the loyalty points", "the delivery on Friday", "two tickets",
    "the winter coat", "the kitchen table", "my second order", "the phone case",
]  # fmt: skip
INCIDENTS = {
    "INC-1": ("checkout", ["The checkout hangs after I pay", "Checkout hangs at payment", "Paying hangs in checkout"]),
    "INC-2": ("search", ["Search finds nothing at all", "The search page is empty", "Search gives an empty page"]),
}
START = datetime(2026, 3, 2, tzinfo=UTC)


def tickets(days: int = 6) -> list[dict[str, str]]:
    dice = random.Random(7)
    found = []
    for hour in range(days * 24):
        for _ in range(3 if 8 <= hour % 24 < 20 else 1):
            label = dice.choice(sorted(ASKED))
            at = START + timedelta(hours=hour, minutes=60 * dice.random())
            words = f"{ASKED[label]} {dice.choice(THINGS)}, order {dice.randrange(10**6)}"
            found.append(_ticket(at, words, label, "", dice))
    for place, (name, (label, words)) in enumerate(sorted(INCIDENTS.items())):
        begins = START + timedelta(days=days - 2 + place, hours=9)
        for number in range(12):
            at = begins + timedelta(minutes=4 * number)
            found.append(_ticket(at, f"{dice.choice(words)}, order {dice.randrange(10**6)}", label, name, dice))
    return sorted(found, key=lambda one: one["time"])


def _ticket(at: datetime, text: str, label: str, incident: str, dice: random.Random) -> dict[str, str]:
    who = f"user{dice.randrange(10**6)}"
    return {"time": at.isoformat(), "text": text, "reporter": who, "label": label, "incident": incident}


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, ["id", *rows[0]])
        lines.writeheader()
        lines.writerows({"id": str(number), **row} for number, row in enumerate(rows))
    return path
