"""Emerging issues, for programs."""

from typing import Any

from ninja import Query, Router

from andon.catalog.models import Service
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Invalid
from andon.kit.rest.pages import Page, Window, page
from andon.kit.subject import Subject
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import confirm_issue as confirming
from .actions import dismiss_issue as dismissing
from .actions import link_issue as linking
from .actions import merge_issues as merging
from .actions import set_scan as setting
from .actions import split_issue as splitting
from .actions import take_dismissal_back as taking_back
from .models import EmergingIssue, ScanState
from .models.emerging_issue import Level, State
from .reads.find_issue import find_issue
from .reads.scan_figures import scan_figures
from .reads.told import told_in
from .shapes import (
    ConfirmBody,
    ConfirmedOut,
    DismissBody,
    IncidentBody,
    IssueOut,
    LinkedOut,
    MergeBody,
    ReportOut,
    ScanBody,
    ScanOut,
    ShareOut,
    SplitBody,
    WeekOut,
)

router = Router(tags=["Emerging issues"])
DECIDES = ("agent", "lead", "responder")


@router.get("/emerging", response=Page[IssueOut])
def list_issues(request: ApiRequest, window: Query[Window], state: str = "", level: str = "") -> dict[str, Any]:
    """The newest first. `state`: open, confirmed, dismissed, merged, over; `level`: watch, emerging."""
    found = EmergingIssue.objects.visible_to(request.access)
    found = found.select_related("service", "capability", "incident", "merged_into")
    if state in State.values:
        found = found.filter(state=state)
    if level in Level.values:
        found = found.filter(level=level)
    return page(found, "-number", window=window)


@router.get("/emerging_scan", response=ScanOut)
def read_scan(request: ApiRequest) -> ScanOut:
    """How sure the scan must be, and how good it was in the last ninety days."""
    only_for(request.access, "lead", "administrator")
    return _scan(ScanState.objects.filter(id=1).first() or ScanState())


@router.post("/emerging_scan/set_scan", response=ScanOut)
def set_scan(request: ApiRequest, body: ScanBody) -> ScanOut:
    only_for(request.access, "administrator")
    return _scan(setting.set_scan(**body.dict(), by=request.access.actor))


@router.get("/emerging/{ref}", response=IssueOut)
def read_issue(request: ApiRequest, ref: str) -> EmergingIssue:
    return find_issue(ref, request.access)


@router.get("/emerging/{ref}/reports", response=list[ReportOut])
def list_reports(request: ApiRequest, ref: str) -> list[ReportOut]:
    """The newest hundred first."""
    return [
        ReportOut(
            kind=one.subject.kind,
            id=one.subject.id,
            at=one.at,
            verified=one.verified,
            language=one.language,
            title=one.shown.title if one.shown else "",
            quote=one.quote,
        )
        for one in told_in(find_issue(ref, request.access), request.access)
    ]


@router.post("/emerging/{ref}/confirm_issue", response=ConfirmedOut)
def confirm_issue(request: ApiRequest, ref: str, body: ConfirmBody) -> ConfirmedOut:
    """It is one: an incident is declared with all that the issue holds."""
    given = body.dict()
    services = _services(given.pop("services"))
    incident = confirming.confirm_issue(_work(request, ref), **given, services=services, access=request.access)
    return ConfirmedOut(incident=incident.ref)


@router.post("/emerging/{ref}/link_issue", response=LinkedOut)
def link_issue(request: ApiRequest, ref: str, body: IncidentBody) -> LinkedOut:
    incident = find_incident(body.incident, request.access, for_work=True)
    linked = linking.link_issue(_work(request, ref), incident, access=request.access)
    return LinkedOut(linked=[case.ref for case in linked])


@router.post("/emerging/{ref}/merge_issues", response=IssueOut)
def merge_issues(request: ApiRequest, ref: str, body: MergeBody) -> EmergingIssue:
    into = find_issue(body.into, request.access, for_work=True)
    kept = merging.merge_issues(into, _work(request, ref), by=request.access.actor)
    return find_issue(kept.ref, request.access)


@router.post("/emerging/{ref}/split_issue", response=IssueOut)
def split_issue(request: ApiRequest, ref: str, body: SplitBody) -> EmergingIssue:
    """Answers with the new issue, or with the old one when the reports belong to none now."""
    issue = _work(request, ref)
    try:
        reports = [Subject.parse(key) for key in body.reports]
    except ValueError:
        raise Invalid({"reports": "Each is a kind and a key, such as case:…"}) from None
    other = splitting.split_issue(issue, reports=reports, by=request.access.actor, apart=body.apart)
    return find_issue((other or issue).ref, request.access)


@router.post("/emerging/{ref}/dismiss_issue", response=IssueOut)
def dismiss_issue(request: ApiRequest, ref: str, body: DismissBody) -> EmergingIssue:
    dismissed = dismissing.dismiss_issue(_work(request, ref), **body.dict(), by=request.access.actor)
    return find_issue(dismissed.ref, request.access)


@router.post("/emerging/{ref}/take_dismissal_back", response=IssueOut)
def take_dismissal_back(request: ApiRequest, ref: str) -> EmergingIssue:
    issue = taking_back.take_dismissal_back(_work(request, ref), by=request.access.actor)
    return find_issue(issue.ref, request.access)


def _scan(state: ScanState) -> ScanOut:
    figures = scan_figures(state)
    given = {name: getattr(figures, name) for name in ScanOut.model_fields if hasattr(figures, name)}
    given["share"] = figures.share and ShareOut.from_orm(figures.share)
    given["weeks"] = [WeekOut.from_orm(week) for week in figures.weeks]
    return ScanOut(watch=state.watch, emerging=state.emerging, budget=state.budget, **given)


def _work(request: ApiRequest, ref: str) -> EmergingIssue:
    only_for(request.access, *DECIDES)
    return find_issue(ref, request.access, for_work=True)


def _services(slugs: list[str]) -> list[Service]:
    known = {service.slug: service for service in Service.objects.filter(slug__in=slugs)}
    for slug in slugs:
        if slug not in known:
            raise Invalid({"services": f"There is no service {slug[:80]}."})
    return [known[slug] for slug in slugs]
