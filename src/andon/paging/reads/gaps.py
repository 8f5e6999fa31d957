"""Where a page found nobody, or would find nobody: what must be said loudly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.catalog.models import Service
from andon.kit import clock
from andon.paging.models import Binding, Escalation
from andon.paging.rules.why import Why
from andon.people.access import Access
from andon.timeline.models import RecordedFact

_LOOK_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A run, and the words that it began with."""

    run: Escalation

    @property
    def headline(self) -> str:
        return Why.load(self.run.why).headline


def turns_without_anybody(run: Escalation) -> Sequence[datetime]:
    """When a step of this run found nobody on call."""
    return list(
        RecordedFact.objects.filter(
            kind="paging.NobodyOnCall", about__contains=[run.itself.key], at__gte=run.started_at
        )
        .order_by("at")
        .values_list("at", flat=True)
    )


def unheard_runs(access: Access) -> list[Alarm]:
    """Runs that have gone through their policy, and nobody answered; the newest first."""
    runs = Escalation.objects.visible_to(access).filter(state="exhausted").select_related("service", "policy")
    return [Alarm(run) for run in runs.order_by("-started_at")[:20]]


def runs_that_found_nobody(access: Access) -> list[Alarm]:
    """Running ones of the last day of which a step found nobody on call."""
    recent = RecordedFact.objects.filter(
        kind="paging.NobodyOnCall", subject_kind="escalation", at__gte=clock.now() - _LOOK_BACK
    )
    runs = Escalation.objects.visible_to(access).filter(state="running", id__in=recent.values("subject_id"))
    return [Alarm(run) for run in runs.select_related("service", "policy").order_by("-started_at")[:20]]


def services_without_policy() -> list[Service]:
    """An alert or an incident of these would page nobody."""
    return list(
        Service.objects.exclude(id__in=Binding.objects.filter(service__isnull=False).values("service")).order_by(
            "name"
        )[:50]
    )
