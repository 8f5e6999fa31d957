"""What the receiving server took, counted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .server import REFUSED, Took


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of the receiving server, but for `in_ledger` (recipients whom the product holds for told).

    `owed`: all recipients. `told`: those who have the mail. `refused`: whose address does not exist there, and who
    stand as failed. `lost`: neither. `twice`: who have it under two Message-IDs. `repeated_in_doubt`: mails that came
    once more under the same Message-ID. Seconds since it was sent; `raw_smtp_ratio`: mails a second against those of
    bare connections in the same run.
    """

    owed: int
    told: int
    refused: int
    lost: int
    twice: int
    repeated_in_doubt: int
    in_ledger: int
    kills: int
    seconds: float
    first_vip_seconds: float
    last_vip_seconds: float
    raw_per_second: float
    raw_smtp_ratio: float

    def as_json(self) -> dict[str, Any]:
        return {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(self).items()}


def count(
    took: Sequence[Took], *, owed: Sequence[str], vips: Sequence[str], sent_at: float, raw: float, kills: int, told: int
) -> Figures:
    """`owed`: the addresses of all recipients; `sent_at`: seconds since the epoch, as in `took`."""
    ids: dict[str, set[str]] = defaultdict(set)
    first: dict[str, float] = {}
    for one in took:
        ids[one.address].add(one.message_id)
        first.setdefault(one.address, one.at)
    refused = [one for one in owed if one.startswith(REFUSED)]
    reached = [one for one in owed if one in ids]
    seconds = max((first[one] for one in reached), default=sent_at) - sent_at
    of_vips = sorted(first[one] - sent_at for one in vips if one in first)
    return Figures(
        owed=len(owed),
        told=len(reached),
        refused=len(refused),
        lost=len(owed) - len(reached) - len(refused),
        twice=sum(len(ids[one]) > 1 for one in reached),
        repeated_in_doubt=len(took) - sum(map(len, ids.values())),
        in_ledger=told,
        kills=kills,
        seconds=seconds,
        first_vip_seconds=of_vips[0] if of_vips else 0.0,
        last_vip_seconds=of_vips[-1] if of_vips else 0.0,
        raw_per_second=raw,
        raw_smtp_ratio=len(reached) / seconds / raw if seconds else 0.0,
    )
