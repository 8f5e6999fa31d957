from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from andon.catalog.rules.slugs import check_slug
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.paging.models import Policy
from andon.targets.facts import TargetPolicyPut
from andon.targets.models import BusinessCalendar, TargetPolicy
from andon.targets.models.recompute import Why
from andon.targets.models.target_policy import usual_pauses
from andon.targets.rules.choosing import checked_mode, checked_rungs, checked_targets
from andon.targets.subjects import subjects_of
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .recompute_clocks import recompute_clocks

GROUPS = ("priority", "tier", "channel", "brand", "type")
LAST = 1_000_000
"""Where the default stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPolicyIn:
    """`targets` {clock: {value of `grouped_by` or "*": minutes}}; `rungs` as in rules/choosing.py. `calendar` None is
    the default one."""

    slug: str
    name: str
    condition: str = ""
    targets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    rungs: Sequence[Mapping[str, str]] = ()
    grouped_by: str = "priority"
    calendar: BusinessCalendar | None = None
    real_time: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    pause_on: Sequence[str] = field(default_factory=usual_pauses)
    update_mode: str = "between"
    notes_count: bool = False
    subject_kind: str = "case"


@transaction.atomic
def put_target_policy(given: TargetPolicyIn, *, by: Actor) -> TargetPolicy:
    """Make a policy, before the default, or change one: a new version. What runs is worked out anew from its start;
    a miss that is recorded stays one. The same again changes nothing."""
    check_slug(given.slug)
    found = TargetPolicy.objects.select_for_update().filter(slug=given.slug).first()
    if found is not None and found.subject_kind != given.subject_kind:
        raise Invalid({"subject_kind": _("A policy stays with what it is for.")})
    wanted = _checked(given, is_default=bool(found and found.is_default))
    if found is not None and found.retired_at is None and all(getattr(found, k) == v for k, v in wanted.items()):
        return found
    found = found or TargetPolicy(slug=given.slug, version=0, position=_next(given.subject_kind))
    for name, value in wanted.items():
        setattr(found, name, value)
    found.version, found.retired_at = found.version + 1, None
    found.save()
    record(TargetPolicyPut(slug=found.slug, version=found.version), subject=found.subject, by=by)
    recompute_clocks(Why.POLICY, by=by)
    return found


def _checked(given: TargetPolicyIn, *, is_default: bool) -> dict[str, Any]:
    condition = " ".join(clean(given.condition, "condition", 1000).split())
    if is_default and condition:
        raise Invalid({"condition": _("The default is for everybody.")})
    if (adapter := subjects_of(given.subject_kind)) is None:
        raise Invalid({"subject_kind": _("Nothing of this kind has clocks.")})
    adapter.check_condition(condition)
    if given.grouped_by not in GROUPS:
        raise Invalid({"grouped_by": _("Say one of: %(known)s.") % {"known": ", ".join(GROUPS)}})
    if given.valid_from and given.valid_until and given.valid_until < given.valid_from:
        raise Invalid({"valid_until": _("It ends before it begins.")})
    if is_default and (given.valid_from or given.valid_until):
        raise Invalid({"valid_from": _("The default always holds.")})
    return {
        "name": clean(given.name, "name", 120, required=True),
        "condition": condition,
        "targets": checked_targets(given.targets),
        "rungs": _rungs(given.rungs),
        "grouped_by": given.grouped_by,
        "calendar": given.calendar,
        "real_time": given.real_time,
        "valid_from": given.valid_from,
        "valid_until": given.valid_until,
        "pause_on": _pauses(given.pause_on),
        "update_mode": checked_mode(given.update_mode),
        "notes_count": given.notes_count,
        "subject_kind": given.subject_kind,
    }


def _rungs(given: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    rungs = checked_rungs(given)
    named = {rung["policy"] for rung in rungs if rung["policy"]}
    known = set(Policy.objects.filter(slug__in=named).values_list("slug", flat=True)) if named else set()
    if missing := named - known:
        raise Invalid({"rungs": _("There is no paging policy “%(slug)s”.") % {"slug": min(missing)[:60]}})
    return rungs


def _pauses(given: Sequence[str]) -> list[str]:
    if unknown := set(given) - set(usual_pauses()):
        raise Invalid({"pause_on": _("“%(why)s” pauses nothing.") % {"why": str(min(unknown))[:40]}})
    return sorted(set(given))


def _next(kind: str) -> int:
    last = TargetPolicy.objects.filter(subject_kind=kind, is_default=False).aggregate(last=Max("position"))["last"]
    return 1 + (last or 0)
