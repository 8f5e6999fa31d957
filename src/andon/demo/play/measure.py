"""What the day came to, measured from the database and the sink."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.comms.models import Recipient
from andon.emerging.models import EmergingIssue
from andon.incidents.models import Hunch, Incident
from andon.paging.models import Page

from .stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`lost`: what the ledger calls told or handed over and the sink does not have, and reports without a case. `emerging`: issues
    that were raised on this day; `silent`: accounts that match whom it hits and have not written."""

    cases: int
    incidents: int
    pages: int
    first_report_to_page_s: float
    owed: int
    told: int
    twice: int
    lost: int
    repeated_in_doubt: int
    emerging: int
    emerging_reports: int
    emerging_languages: int
    silent: int
    silent_called: int
    hunches_confirmed: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Result:
    figures: Figures
    faults: list[str]


def measure(stage: Stage) -> Result:
    arrived = _arrived(stage)
    deliveries = list(Delivery.objects.filter(at__gte=stage.begun, channel="email"))
    recipients = Recipient.objects.filter(of__sent_at__gte=stage.begun, of__state="sent")
    states = dict(recipients.values_list("delivery_key", "state"))
    told = [one for one in deliveries if states.get(one.key) == "told" and one.message_id in arrived]
    waived = recipients.filter(state="waived").count()
    missing = [one for one in deliveries if one.state in ("told", "handing_over") and one.message_id not in arrived]
    cases = Case.objects.filter(opened_at__gte=stage.begun).count()
    figures = Figures(
        cases=cases,
        incidents=Incident.objects.filter(declared_at__gte=stage.begun).count(),
        pages=Page.objects.filter(at__gte=stage.begun).count(),
        first_report_to_page_s=round(max(0.0, stage.first_page - stage.first_report), 2),
        owed=recipients.count(),
        told=len(told),
        twice=_twice(deliveries, arrived),
        lost=len(missing) + max(0, stage.sent - cases),
        repeated_in_doubt=sum(one.repeats for one in deliveries),
        emerging=EmergingIssue.objects.filter(raised_at__gte=stage.begun).count(),
        emerging_reports=stage.issue_reports,
        emerging_languages=stage.issue_languages,
        silent=stage.silent,
        silent_called=stage.called,
        hunches_confirmed=Hunch.objects.filter(declared_at__gte=stage.begun, outcome="confirmed").count(),
    )
    return Result(figures, _faults(figures, waived=waived, sent=stage.sent))


def _arrived(stage: Stage) -> dict[str, int]:
    """How often each Message-ID of the day came to the sink."""
    found: dict[str, int] = defaultdict(int)
    for one in stage.sink.all():
        if not one.history:
            found[str(one.mail()["Message-ID"])] += 1
    return dict(found)


def _twice(deliveries: list[Delivery], arrived: dict[str, int]) -> int:
    """Different Message-IDs for one recipient and update that the sink has."""
    got: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for one in deliveries:
        if one.purpose == "update" and one.message_id in arrived:
            got[one.subject_id, one.recipient_id].add(one.message_id)
    return sum(len(ids) - 1 for ids in got.values())


def _faults(figures: Figures, *, waived: int, sent: int) -> list[str]:
    checks = {
        f"{figures.told} told and {waived} waived of {figures.owed} owed": figures.told + waived < figures.owed,
        f"{figures.twice} told twice": figures.twice > 0,
        f"{figures.lost} lost": figures.lost > 0,
        "nobody was paged": figures.pages == 0,
        f"{sent} reports were sent, {figures.cases} cases opened": figures.cases != sent,
    }
    return [what for what, wrong in checks.items() if wrong]
