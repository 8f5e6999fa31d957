"""Lock an issue for a decision: the scan stands still meanwhile, and remembers anew afterwards."""

from collections.abc import Iterable

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from andon.impact.watching import find_soon
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.kit.subject import Subject
from andon.timeline.actor import Actor

from .models import EmergingIssue
from .state import lock_scan, note_decision


def locked(issue: EmergingIssue) -> EmergingIssue:
    """The issue as it is now, held until the transaction ends; what workers remember of it is behind from then on."""
    lock_scan()
    note_decision()
    return EmergingIssue.objects.select_for_update().get(pk=issue.pk)


def only_open(issue: EmergingIssue) -> None:
    if not issue.is_open:
        raise Conflict(_("%(ref)s is decided already: %(state)s.") % {"ref": issue.ref, "state": issue.said_state})


def decide(issue: EmergingIssue, state: str, *, by: Actor) -> None:
    issue.state, issue.decided_by, issue.decided_at = state, by.key, clock.now()


def count_again(issue: EmergingIssue) -> None:
    """After reports came or went by hand."""
    told = issue.reports.aggregate(n=Count("id"), who=Count("reporter", distinct=True), since=Min("at"), last=Max("at"))
    issue.report_count, issue.reporter_count = told["n"], told["who"]
    issue.since, issue.last_report_at = told["since"] or issue.since, told["last"] or issue.last_report_at
    issue.save()
    find_soon(issue.subject)


def subjects(issue: EmergingIssue) -> list[Subject]:
    pairs: Iterable[tuple[str, object]] = issue.reports.values_list("subject_kind", "subject_id").order_by("id")
    return [Subject.parse(f"{kind}:{id}") for kind, id in pairs]
