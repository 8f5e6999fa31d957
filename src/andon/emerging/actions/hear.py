from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from andon.emerging.describing import describe
from andon.emerging.ending import plan_ends
from andon.emerging.facts import IssueRaised, ReportsJoined
from andon.emerging.memory import Memory, forget_memory, heard, remembered
from andon.emerging.models import EmergingIssue, Report, ScanState
from andon.emerging.numbers import next_number
from andon.emerging.reads.not_twice import not_twice
from andon.emerging.rules.levels import EMERGING, LIVE, OPEN, OVER
from andon.emerging.state import lock_scan
from andon.impact.rules.scan.report import Flag
from andon.kit import clock
from andon.kit.subject import Subject
from andon.meaning.reads.understood import Understood, understood
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

KINDS = ("case", "signal", "alert")
OLDEST = timedelta(days=7)
SCAN = Actor.system("emerging")


@transaction.atomic
def hear(kind: str, ids: Sequence[UUID]) -> None:
    """Let the correlator hear what was understood: issues are raised, joined and woken. What it heard already, and what
    is older than its window, it does not hear again."""
    if kind not in KINDS:
        return
    state = lock_scan()
    memory = remembered(state)
    new = _new(kind, ids) if memory else []
    if memory is None or not new:
        return
    try:
        _hear(memory, state, new)
    except BaseException:
        # It heard what nobody will have stored.
        forget_memory()
        raise


def _new(kind: str, ids: Sequence[UUID]) -> list[Understood]:
    known = Report.objects.filter(subject_kind=kind, subject_id__in=ids).values_list("subject_id", flat=True)
    wanted = not_twice(kind, set(ids) - set(known))
    oldest = clock.now() - OLDEST
    found = [one for one in understood(kind, wanted).values() if one.said_at >= oldest]
    return sorted(found, key=lambda one: (one.said_at, one.subject.key))


def _hear(memory: Memory, state: ScanState, new: Sequence[Understood]) -> None:
    state.version += 1
    state.save(update_fields=["version"])
    flags = [flag for one in new if (flag := memory.correlator.add(heard(one)))]
    rows = Report.objects.bulk_create(_row(one, state.version) for one in new)
    memory.last = max(row.id for row in rows)
    memory.version = state.version
    moved = memory.moved()
    raised = {flag.issue: flag for flag in flags}
    issues = _issues(set(moved.values()) | set(raised), raised)
    _put(moved, issues, state.version)
    for issue in issues.values():
        describe(issue, memory.model)
    _record(issues, raised, moved)
    plan_ends(issue for issue in issues.values() if issue.is_open)


def _row(one: Understood, version: int) -> Report:
    return Report(
        subject_kind=one.subject.kind,
        subject_id=one.subject.id,
        at=one.said_at,
        reporter=one.reporter,
        verified=one.verified,
        version=version,
    )


def _issues(names: set[str], flags: dict[str, Flag]) -> dict[str, EmergingIssue]:
    """By the scan's name; those that are new are begun, and those that are flagged rise."""
    found = {issue.scan_name: issue for issue in EmergingIssue.objects.filter(scan_name__in=names)}
    now = clock.now()
    for name in sorted(names):
        issue = found.setdefault(name, EmergingIssue(scan_name=name, level="watch", since=now, last_report_at=now))
        if issue.state == OVER:
            issue.state = OPEN
        if name in flags:
            _rise(issue, flags[name])
        if issue._state.adding:
            issue.number, issue.raised_at = next_number(), now
            issue.save()
    return found


def _rise(issue: EmergingIssue, flag: Flag) -> None:
    issue.level, issue.log_p = flag.level, flag.log_p
    issue.observed, issue.expected, issue.scale_minutes = flag.observed, flag.expected, flag.scale_minutes
    if flag.level == EMERGING:
        issue.emerging_at = clock.now()


def _put(moved: dict[str, str], issues: dict[str, EmergingIssue], version: int) -> None:
    """One statement a kind of subject and issue."""
    groups: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for key, name in moved.items():
        subject = Subject.parse(key)
        groups[name, subject.kind].append(subject.id)
    for (name, kind), ids in groups.items():
        Report.objects.filter(subject_kind=kind, subject_id__in=ids).update(issue=issues[name], version=version)


def _record(issues: dict[str, EmergingIssue], flags: dict[str, Flag], moved: dict[str, str]) -> None:
    joined: dict[str, list[str]] = defaultdict(list)
    for key, name in moved.items():
        joined[name].append(key)
    entries = []
    for name, issue in issues.items():
        about = [Subject.parse(key) for key in joined[name]]
        if name in flags and issue.state in LIVE:
            entries.append(Entry(_raised(issue), issue.subject, SCAN, about))
        elif joined[name]:
            entries.append(Entry(ReportsJoined(reports=joined[name]), issue.subject, SCAN, about))
    record_all(entries)


def _raised(issue: EmergingIssue) -> IssueRaised:
    return IssueRaised(
        number=issue.number,
        level=issue.level,
        reports=issue.report_count,
        observed=issue.observed,
        expected=issue.expected,
        scale_minutes=issue.scale_minutes,
    )
