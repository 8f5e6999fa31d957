"""What the reports of issues say, as far as the reader may read each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.emerging.models import EmergingIssue, Report
from andon.kit.subject import Subject
from andon.meaning.readable import Said, Shown, find_readable
from andon.meaning.reads.languages_of import languages_of
from andon.people.access import Access

MOST = 100
LONGEST_QUOTE = 280


@dataclass(frozen=True, slots=True)
class Told:
    """`shown` and `quote` are empty for a report that the reader may not read."""

    subject: Subject
    at: datetime
    verified: bool
    shown: Shown | None
    quote: str
    language: str

    @property
    def icon(self) -> str:
        return {"case": "mail", "signal": "quote", "alert": "alert"}.get(self.subject.kind, "chat")


def told_in(issue: EmergingIssue, access: Access, *, most: int = MOST) -> list[Told]:
    """The newest first; a few queries a kind of report."""
    return told_by(list(issue.reports.order_by("-at", "-id")[:most]), access)


def told_by(reports: Sequence[Report], access: Access) -> list[Told]:
    shown, said = _shown(reports, access)
    languages = languages_of([report.subject for report in reports])
    return [
        Told(
            report.subject,
            report.at,
            report.verified,
            shown.get(report.subject),
            _quote(said.get(report.subject), shown.get(report.subject)),
            languages.get(report.subject, ""),
        )
        for report in reports
    ]


def _shown(reports: Iterable[Report], access: Access) -> tuple[dict[Subject, Shown], dict[Subject, Said]]:
    ids: dict[str, list[UUID]] = defaultdict(list)
    for report in reports:
        ids[report.subject_kind].append(report.subject_id)
    shown: dict[Subject, Shown] = {}
    said: dict[Subject, Said] = {}
    for kind, ofs in ids.items():
        readable = find_readable(kind)
        seen = readable.shown_of(ofs, access) if readable else {}
        shown |= {Subject(kind, id): one for id, one in seen.items()}
        said |= {
            Subject(kind, id): one for id, one in (readable.texts_of(list(seen)) if readable and seen else {}).items()
        }
    return shown, said


def _quote(said: Said | None, shown: Shown | None) -> str:
    """Without the title, which stands above it."""
    text = " ".join(said.text.split()) if said else ""
    title = " ".join(shown.title.split()) if shown else ""
    text = text.removeprefix(title).lstrip() or text
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
