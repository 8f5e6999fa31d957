"""An issue's figures, words and likely place, worked out from its reports. Only in workers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from andon.kit.subject import Subject
from andon.meaning.readable import find_readable
from andon.meaning.reads.understood import Understood, understood

from .deciding import count_again
from .likely import likely_about
from .models import EmergingIssue, Report
from .rules.words import shared_words

MOST_READ, OTHERS = 40, 200


def describe(issue: EmergingIssue, model: str) -> None:
    """Counts always; words and place only when it has grown by a quarter since, for they cost reading."""
    was = issue.report_count
    count_again(issue)
    if not issue.words or issue.report_count >= was * 1.25:
        name(issue, model)
        issue.save(update_fields=["words", "service", "capability"])


def name(issue: EmergingIssue, model: str) -> None:
    reports = list(issue.reports.order_by("-at", "-id")[:MOST_READ])
    others = Report.objects.exclude(issue=issue).order_by("-at", "-id")[:OTHERS]
    said = texts_of([report.subject for report in reports])
    told = [(report.reporter or report.subject.key, said.get(report.subject, "")) for report in reports]
    issue.words = shared_words(told, list(texts_of([report.subject for report in others]).values()))
    likely = likely_about(_known(reports), model)
    issue.service, issue.capability = likely.service, likely.capability


def texts_of(subjects: Iterable[Subject]) -> dict[Subject, str]:
    """What they say, of those that still say something; a few queries a kind."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for subject in subjects:
        ids[subject.kind].append(subject.id)
    found: dict[Subject, str] = {}
    for kind, ofs in ids.items():
        readable = find_readable(kind)
        said = readable.texts_of(ofs) if readable else {}
        found |= {Subject(kind, id): one.text for id, one in said.items()}
    return found


def _known(reports: Sequence[Report]) -> list[Understood]:
    ids: dict[str, list[UUID]] = defaultdict(list)
    for report in reports:
        ids[report.subject_kind].append(report.subject_id)
    return [one for kind, ofs in ids.items() for one in understood(kind, ofs).values()]
