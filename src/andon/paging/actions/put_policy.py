from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.rules.slugs import check_slug
from andon.channels.apprise.channel import check_url
from andon.channels.registry import WillNot
from andon.kit.errors import Invalid
from andon.kit.secret import seal
from andon.kit.text import clean
from andon.paging.facts import PolicyPut
from andon.paging.models import Policy, Step, StepTarget
from andon.paging.models.policy import Kind, Urgency, WhenNobody
from andon.paging.rules.conditions import DAYS, Conditions
from andon.people.models import Team, User
from andon.schedules.models import Schedule
from andon.timeline.actor import Actor
from andon.timeline.record import record


@dataclass(frozen=True, slots=True)
class NextShift:
    """Whoever comes next in a schedule."""

    schedule: Schedule


@dataclass(frozen=True, slots=True)
class TakeTurns:
    """One of these, in turn."""

    members: Sequence[User]


@dataclass(frozen=True, slots=True)
class Concierge:
    """Who looks after the account that it is about."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chat channel or a webhook: an Apprise URL. `keep` is the place of an earlier version, whose URL stays."""

    address: str = ""
    label: str = ""
    keep: UUID | None = None


Target = Schedule | NextShift | User | Team | TakeTurns | Concierge | Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StepIn:
    targets: Sequence[Target]
    wait_minutes: int = 5
    needed: int = 1
    when_nobody: str = "next"
    urgency: str = "high"
    conditions: Conditions = field(default_factory=Conditions)


@transaction.atomic
def put_policy(
    *,
    slug: str,
    name: str,
    team: Team,
    steps: Sequence[StepIn],
    by: Actor,
    repeat: int = 2,
    fallback: User | Team | None = None,
) -> Policy:
    """Add a policy, or replace the steps of the one of the same slug. A pass that runs keeps the steps it began with.

    `fallback`: whom to page when nobody is on call at all; without it the leads of the team, or administrators.
    """
    _check(steps, repeat)
    policy, _made = Policy.objects.update_or_create(
        slug=check_slug(slug),
        defaults={
            "name": clean(name, "name", 120, required=True),
            "team": team,
            "repeat": repeat,
            "fallback_user": fallback if isinstance(fallback, User) else None,
            "fallback_team": fallback if isinstance(fallback, Team) else None,
        },
    )
    kept = {target.id: target for target in StepTarget.objects.filter(step__policy=policy, kind=Kind.PLACE)}
    policy.steps.all().delete()
    for position, given in enumerate(steps):
        step = Step.objects.create(
            policy=policy,
            position=position,
            wait_minutes=given.wait_minutes,
            needed=given.needed,
            when_nobody=given.when_nobody,
            urgency=given.urgency,
            conditions=given.conditions.stored(),
        )
        StepTarget.objects.bulk_create(_target(step, target, kept) for target in given.targets)
    record(PolicyPut(slug=policy.slug), subject=policy.subject, by=by, about=[team.subject])
    return policy


def _check(steps: Sequence[StepIn], repeat: int) -> None:
    if not steps or any(not step.targets for step in steps):
        raise Invalid({"steps": _("A policy needs a step, and each step somebody to page.")})
    if any(not 1 <= step.wait_minutes <= 1440 for step in steps):
        raise Invalid({"wait_minutes": _("Wait from 1 to 1440 minutes.")})
    if not 0 <= repeat <= 10:
        raise Invalid({"repeat": _("It begins again from 0 to 10 times.")})
    if any(not 1 <= step.needed <= 10 for step in steps):
        raise Invalid({"needed": _("From 1 to 10 people must answer.")})
    if any(step.when_nobody not in WhenNobody.values for step in steps):
        raise Invalid({"when_nobody": _("When nobody is on call: next, queue or fallback.")})
    if any(step.urgency not in Urgency.values for step in steps):
        raise Invalid({"urgency": _("An urgency is high or low.")})
    for step in steps:
        _check_conditions(step.conditions)


def _check_conditions(given: Conditions) -> None:
    if given.severity and given.severity not in ("critical", "error", "major", "warning", "minor", "info"):
        raise Invalid({"severity": _("No such severity.")})
    if any(day not in DAYS for day in given.days):
        raise Invalid({"days": _("Days are mon, tue, wed, thu, fri, sat and sun.")})
    if bool(given.start) != bool(given.end) or (given.start and given.start == given.end):
        raise Invalid({"end": _("Hours need a beginning and an end.")})
    for name in ("start", "end"):
        if (value := getattr(given, name)) and not _is_time(value):
            raise Invalid({name: _("Write a time such as 22:00.")})
    if given.zone:
        try:
            ZoneInfo(given.zone)
        except (KeyError, ValueError, OSError):
            raise Invalid({"zone": _("No such time zone.")}) from None


def _is_time(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    digits = len(text) == 5 and colon and (hours + minutes).isascii() and (hours + minutes).isdigit()
    return bool(digits) and int(hours) < 24 and int(minutes) < 60


def _target(step: Step, whom: Target, kept: dict[UUID, StepTarget]) -> StepTarget:
    match whom:
        case Schedule():
            return StepTarget(step=step, kind=Kind.SCHEDULE, schedule=whom)
        case NextShift():
            return StepTarget(step=step, kind=Kind.NEXT_SHIFT, schedule=whom.schedule)
        case User():
            return StepTarget(step=step, kind=Kind.USER, user=whom)
        case Team():
            return StepTarget(step=step, kind=Kind.TEAM, team=whom)
        case TakeTurns():
            return StepTarget(step=step, kind=Kind.TURNS, members=[member.id for member in whom.members])
        case Concierge():
            return StepTarget(step=step, kind=Kind.CONCIERGE)
    return _place(step, whom, kept)


def _place(step: Step, place: Place, kept: dict[UUID, StepTarget]) -> StepTarget:
    label = clean(place.label, "label", 120)
    if place.keep is not None:
        if place.keep not in kept:
            raise Invalid({"address": _("That channel is gone; give its address again.")})
        was = kept[place.keep]
        return StepTarget(step=step, kind=Kind.PLACE, address=was.address, label=label or was.label)
    address = clean(place.address, "address", 2000, required=True)
    try:
        check_url(address)
    except WillNot as error:
        raise Invalid({"address": _("It cannot be used: %(why)s.") % {"why": error}}) from None
    label = label or address.partition("://")[0]
    return StepTarget(step=step, kind=Kind.PLACE, address=seal(address), label=label)
