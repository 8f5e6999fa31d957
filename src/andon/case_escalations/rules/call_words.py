"""What the page of an escalation says: what is escalated, whose it is, how long she waits, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from andon.kit.text import excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """`account`, `tier` and `owner` "" where there is none; `waits_since` None: the ball is not with us."""

    name: str
    account: str
    tier: str
    owner: str
    waits_since: datetime | None


def headline(kind: str, called: Sequence[Called]) -> str:
    """“Management: C-12 Checkout hangs”; of many their number."""
    if len(called) == 1:
        return f"{kind}: {excerpt(called[0].name, 120)} was escalated"
    return f"{kind}: {len(called)} cases were escalated"


def detail(called: Sequence[Called], *, reason: str, asker: str) -> str:
    parts = [_about(called[0])] if len(called) == 1 else [_accounts(called), _longest(called)]
    return " ".join(part for part in (*parts, f"{asker}: {excerpt(reason, 240)}") if part)


def _about(one: Called) -> str:
    said = [", ".join(part for part in (one.account, one.tier and f"{one.tier} account") if part)]
    said.append(_since(one.waits_since))
    said.append(f"{one.owner} owns it" if one.owner else "")
    return " ".join(f"{part}." for part in said if part)


def _accounts(called: Sequence[Called]) -> str:
    names = list(dict.fromkeys(one.account for one in called if one.account))
    return f"{', '.join(names[:5])}{' and others' if len(names) > 5 else ''}." if names else ""


def _longest(called: Sequence[Called]) -> str:
    """The one that waits longest."""
    waiting = [one.waits_since for one in called if one.waits_since]
    return f"{_since(min(waiting))}." if waiting else ""


def _since(moment: datetime | None) -> str:
    return f"Waiting for us since {moment.astimezone(UTC):%d %b %H:%M} UTC" if moment else ""
