"""Which policy holds: the first of the ordered list whose time it is and whose condition fits; the default always.

A target is chosen by one thing that is known, usually the priority: its value's own minutes, else those of "*".
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

from .rounds import BETWEEN, RESPOND

EVERY = "*"
MOST_MINUTES = 525_600
MOST_TARGETS, MOST_RUNGS = 60, 20
OWNER, LEAD = "owner", "lead"
_KIND = re.compile(r"[a-z][a-z0-9_]{0,29}")
_RUNG = re.compile(r"(\d{1,3})%|(\d{1,5})m")


class Conditional(Protocol):
    condition: str
    valid_from: date | None
    valid_until: date | None
    is_default: bool


class Named(Conditional, Protocol):
    slug: str


P = TypeVar("P", bound=Conditional)
Targets = Mapping[str, Mapping[str, int]]


def choose(policies: Iterable[P], fits: Callable[[str], bool], today: date) -> P | None:
    """The first that holds; the default holds always and stands last."""
    ordered = list(policies)
    for one in ordered:
        if not one.is_default and holds(one, today) and fits(one.condition):
            return one
    return next((one for one in ordered if one.is_default), None)


def holds(policy: Conditional, today: date) -> bool:
    """Both days included."""
    begun = policy.valid_from is None or policy.valid_from <= today
    return begun and (policy.valid_until is None or today <= policy.valid_until)


def never_reached(policies: Iterable[Named]) -> set[str]:
    """Those below one that always holds for everybody; the default is for everybody else and not meant."""
    below, found = False, set()
    for one in policies:
        if one.is_default:
            continue
        if below:
            found.add(one.slug)
        below = below or not (one.condition or one.valid_from or one.valid_until)
    return found


def minutes_of(targets: Targets, kind: str, value: str) -> int | None:
    """The target of one clock for who has this priority; None: no such clock."""
    by = targets.get(kind, {})
    return by.get(value, by.get(EVERY))


def checked_targets(given: Any) -> dict[str, dict[str, int]]:
    """{clock: {priority or "*": minutes}}; raises Invalid by `targets.<clock>`."""
    if not isinstance(given, Mapping) or len(given) > MOST_TARGETS:
        raise Invalid({"targets": _("For each clock its minutes.")})
    return {_kind(kind): _minutes(kind, by) for kind, by in given.items() if by}


def checked_rungs(given: Any) -> list[dict[str, str]]:
    """[{kind, at: "75%" or "30m", policy, tell}]; raises Invalid by `rungs`."""
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > MOST_RUNGS:
        raise Invalid({"rungs": _("At most %(most)s rungs.") % {"most": MOST_RUNGS}})
    found = [_rung(one) for one in given]
    keys = [rung_key(one) for one in found]
    if len(set(keys)) < len(keys):
        raise Invalid({"rungs": _("One rung of a clock stands there twice.")})
    return found


def rung_key(rung: Mapping[str, str]) -> str:
    return f"{rung['kind']}@{rung['at']}"


def checked_mode(mode: str) -> str:
    if mode not in (BETWEEN, RESPOND):
        raise Invalid({"update_mode": _("Say “between” or “respond”.")})
    return mode


def _kind(kind: Any) -> str:
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise Invalid({"targets": _("“%(kind)s” names no clock.") % {"kind": str(kind)[:40]}})
    return kind


def _minutes(kind: str, by: Any) -> dict[str, int]:
    if not isinstance(by, Mapping) or len(by) > MOST_TARGETS:
        raise Invalid({f"targets.{kind}": _("For each priority its minutes.")})
    for value, minutes in by.items():
        whole = isinstance(minutes, int) and not isinstance(minutes, bool)
        if not whole or not 1 <= minutes <= MOST_MINUTES or not 1 <= len(str(value)) <= 40 or "\0" in str(value):
            raise Invalid({f"targets.{kind}": _("From one minute to %(most)s.") % {"most": MOST_MINUTES}})
    return {str(value): int(minutes) for value, minutes in by.items()}


def _rung(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        raise Invalid({"rungs": _("A rung says which clock, when, and what then.")})
    at = str(given.get("at", ""))
    found = _RUNG.fullmatch(at)
    if found is None or (found[1] and not 1 <= int(found[1]) <= 100) or (found[2] and int(found[2]) < 1):
        raise Invalid({"rungs": _("“%(at)s” is no rung: say 75%% or 30m.") % {"at": at[:20]}})
    tell, policy = str(given.get("tell", "")), str(given.get("policy", ""))
    if tell not in ("", OWNER, LEAD) or bool(tell) == bool(policy):
        raise Invalid({"rungs": _("A rung either starts a paging policy or tells the owner or the lead.")})
    return {"kind": _kind(given.get("kind")), "at": at, "policy": policy, "tell": tell}
