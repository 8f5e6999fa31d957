"""What would become of a subject's clocks if something about it were changed; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.targets.in_force import in_force
from andon.targets.models import Clock, KeptHappening, TargetPolicy
from andon.targets.subjects import subjects_of
from andon.targets.working_out import work_out


@dataclass(frozen=True, slots=True)
class WouldBe:
    """One clock now and then; a `kind` that is only in one of the two has no due instant there."""

    kind: str
    number: int
    due_now: datetime | None
    due_then: datetime | None
    missed_then: bool
    policy: str

    @property
    def changes(self) -> bool:
        return self.due_now != self.due_then


def what_if(subject: Subject, changes: Mapping[str, str], *, policy: str = "") -> list[WouldBe]:
    """`changes` are the subject's own (priority, owner); `policy`: by this one, whatever would fit. Open clocks only.

    Raises Invalid by the name of what cannot be.
    """
    adapter = subjects_of(subject.kind)
    known = adapter.known([subject.id], changes).get(subject.id) if adapter else None
    if known is None:
        return []
    kept = list(Clock.objects.filter(subject_id=subject.id, subject_kind=subject.kind))
    before = {(one.kind, one.number): one.due_at for one in kept if one.is_open}
    happened = [
        row.happening
        for row in KeptHappening.objects.filter(subject_id=subject.id, subject_kind=subject.kind).order_by("at", "id")
    ]
    force = in_force()
    if policy:
        force = type(force)([_named(policy, subject.kind)], force.today)
    worked = work_out(subject, happened, known, kept, force, clock.now())
    rows = {(one.kind, one.number): one for one in [*kept, *worked.fresh]}
    names: dict[UUID | None, str] = {one.id: one.name for one in force.policies}
    return [
        WouldBe(*key, before.get(key), row.due_at, row.missed_at is not None, names.get(row.policy_id, ""))
        for key, row in sorted(rows.items())
        if row.is_open or key in before
    ]


def _named(slug: str, kind: str) -> TargetPolicy:
    found = (
        TargetPolicy.objects.select_related("calendar").filter(slug=slug, subject_kind=kind, retired_at=None).first()
    )
    if found is None:
        raise Invalid({"policy": _("There is no such promise.")})
    # It shall hold whatever its condition says.
    found.is_default = True
    return found
