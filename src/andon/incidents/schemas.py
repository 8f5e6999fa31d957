"""What the API says and takes about incidents."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from .models import Eta, Incident


class IncidentOut(Schema):
    """`internal_text` is empty for who only reads summaries."""

    id: UUID
    ref: str
    title: str
    condition: str
    severity: str
    status: str
    customer_text: str
    internal_text: str
    next_update_at: datetime | None
    first_report_at: datetime | None
    first_alert_at: datetime | None
    declared_at: datetime
    acknowledged_at: datetime | None
    mitigated_at: datetime | None
    resolved_at: datetime | None

    @staticmethod
    def resolve_internal_text(obj: Incident, context: Any) -> str:
        return obj.internal_text if context["request"].access.has("agent", "lead", "responder") else ""


class EtaOut(Schema):
    """`latest_at`: the end, where it is a range. `confidence`: sure, likely, guess, or "" where it was not said."""

    expected_at: datetime
    latest_at: datetime | None
    confidence: str
    why: str
    set_by_id: UUID | None
    set_at: datetime


class DutyOut(Schema):
    user_id: UUID
    kind: str
    taken_at: datetime


class IncidentWhole(IncidentOut):
    """`etas`: the newest first, what was said before stays."""

    services: list[UUID]
    alerts: list[UUID]
    cases: int
    duties: list[DutyOut]
    etas: list[EtaOut]

    @staticmethod
    def resolve_services(obj: Incident) -> list[UUID]:
        return [link.service_id for link in obj.service_links.all()]

    @staticmethod
    def resolve_alerts(obj: Incident) -> list[UUID]:
        return [link.alert_id for link in obj.alert_links.all()]

    @staticmethod
    def resolve_cases(obj: Incident) -> int:
        return obj.case_links.filter(unlinked_at=None).count()

    @staticmethod
    def resolve_duties(obj: Incident) -> list[object]:
        return list(obj.duties.all())

    @staticmethod
    def resolve_etas(obj: Incident) -> list[Eta]:
        return list(obj.etas.all())


class LinkedCaseOut(Schema):
    id: UUID
    ref: str
    title: str
    status: str
    owner_id: UUID | None
    account_id: UUID | None


class LineOut(Schema):
    id: UUID
    seen_by: str
    author_name: str
    body: str
    written_at: datetime
    shown_on_cases: bool = False


class DeclareIn(Schema):
    title: str
    services: list[str] = Field([], max_length=50, description="by slug or id; the first one's policy pages")
    severity: str = "major"
    condition: str = ""
    cases: list[str] = Field([], max_length=500, description="C-12 or id")
    alert: UUID | None = None
    customer_text: str = ""
    internal_text: str = ""
    next_update_at: AwareDatetime | None = None
    page: bool = True


class EditIn(Schema):
    """What is left out stays as it is; `null` as the next update promises none."""

    title: str | None = None
    condition: str | None = None
    customer_text: str | None = None
    internal_text: str | None = None
    next_update_at: AwareDatetime | None = None


class CasesIn(Schema):
    cases: list[str] = Field(min_length=1, max_length=500, description="C-12 or id")


class CaseIn(Schema):
    case: str = Field(description="C-12 or id")


class SeverityIn(Schema):
    severity: str


class EtaIn(Schema):
    expected_at: AwareDatetime
    latest_at: AwareDatetime | None = None
    confidence: str = Field("", max_length=6, description="sure, likely or guess")
    why: str = ""


class DutyIn(Schema):
    kind: str = Field(description="commander, liaison or responder")
    user: str = Field("", description="id or e-mail; yourself when left out")


class LineIn(Schema):
    body: str
    seen_by: str = Field(description="engineering, agents or customer: the narrowest who read it")


class ResolveIn(Schema):
    override_reason: str = Field("", description="why it is over although something holds it back; of a person only")
    outcome: str = Field("", description="of an agent’s hunch: confirmed, duplicate, not_reproduced; else as it shows")
    duplicate_of: str = Field("", description="of a duplicate: the other incident, such as I-12")


class MessageIn(Schema):
    message: UUID


class ConditionOut(Schema):
    service: str
    name: str
    state: str = Field(description="ok, watch, risk or broken")
    word: str
    incidents: list[str]
    alerts: int
