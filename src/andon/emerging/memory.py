"""What a worker remembers of the reports of the last days, so that a new one costs one look and no reading.

The database is the truth: a memory that is behind is brought up to it, one that may be wrong is built anew from it, and
both decide as if they had never been away. Only in workers: it needs numpy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from andon.impact.rules.scan.correlator import Correlator
from andon.impact.rules.scan.report import Level
from andon.impact.rules.scan.report import Report as Heard
from andon.impact.rules.scan.settings import ScanSettings
from andon.kit import clock
from andon.meaning.living_models import model_in_use
from andon.meaning.models import TextModel
from andon.meaning.reads.understood import Understood, understood

from .likeness import likeness_of
from .models import Report, ScanState
from .rules.levels import CONFIRMED, DISMISSED

_PIECE = 5000


@dataclass(slots=True)
class Memory:
    """`issues`: report by report (their keys) the scan's name of its issue; `last`: the newest report it knows."""

    correlator: Correlator
    model: str
    version: int
    decisions: int
    last: int = 0
    issues: dict[str, str] = field(default_factory=dict)

    def moved(self) -> dict[str, str]:
        """Reports whose issue is another since the last call, and which it is."""
        now = self.correlator.assignments()
        moved = {key: name for key, name in now.items() if self.issues.get(key) != name}
        self.issues.update(moved)
        return moved


_here: Memory | None = None


def remembered(state: ScanState) -> Memory | None:
    """Up to date with the database; None while no model of texts is in use. Its caller holds the scan's lock."""
    global _here
    model = model_in_use()
    if model is None:
        return None
    if _here is None or not _follows(_here, state, model):
        _here = _built(state, model)
    return _here


def forget_memory() -> None:
    """The next to ask builds it anew."""
    global _here
    _here = None


def heard(one: Understood) -> Heard:
    return Heard(one.subject.key, minutes(one.said_at.timestamp()), one.vector, one.reporter, one.verified)


def minutes(timestamp: float) -> float:
    return timestamp / 60


def _follows(memory: Memory, state: ScanState, model: TextModel) -> bool:
    """Whether it could be brought up to date."""
    if memory.model != model.id or memory.decisions != state.decisions:
        return False
    if memory.last and not Report.objects.filter(id=memory.last).exists():
        # What it heard last was never committed.
        return False
    if memory.version == state.version:
        return True
    new = list(Report.objects.filter(version__gt=memory.version).select_related("issue").order_by("at", "id"))
    if any(row.id <= memory.last for row in new):
        return False
    _recall(memory, new)
    memory.version = state.version
    return True


def _built(state: ScanState, model: TextModel) -> Memory:
    settings = ScanSettings(watch=state.watch, emerging=state.emerging)
    memory = Memory(Correlator(settings, likeness_of(state, model)), model.id, state.version, state.decisions)
    newest = clock.now() - timedelta(minutes=settings.window)
    rows = Report.objects.filter(at__gte=newest).select_related("issue").order_by("at", "id")
    order = list(rows.values_list("id", flat=True))
    for start in range(0, len(order), _PIECE):
        _recall(memory, rows.filter(id__in=order[start : start + _PIECE]))
    _dismiss_again(memory)
    return memory


def _recall(memory: Memory, rows: Iterable[Report]) -> None:
    for row, known in _with_vectors(list(rows)):
        issue = row.issue
        if issue is None:
            memory.correlator.recall(heard(known))
        else:
            confirmed = issue.state == CONFIRMED
            level: Level = "emerging" if issue.level == "emerging" else "watch"
            memory.correlator.recall(heard(known), issue.scan_name, level, confirmed=confirmed)
            memory.issues[row.subject.key] = issue.scan_name
        memory.last = max(memory.last, row.id)


def _with_vectors(rows: list[Report]) -> Iterator[tuple[Report, Understood]]:
    ids: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        ids[row.subject_kind].append(row.subject_id)
    known = {one.subject: one for kind, ofs in ids.items() for one in understood(kind, ofs).values()}
    for row in rows:
        if row.subject in known:
            yield row, known[row.subject]


def _dismiss_again(memory: Memory) -> None:
    """Their reports are free again, and their neighbourhood is silent for as long as it was to be."""
    names = set(memory.issues.values())
    gone = Report.objects.filter(issue__state=DISMISSED, issue__scan_name__in=names)
    known = gone.order_by("issue__decided_at", "issue_id").values_list("issue__scan_name", "issue__decided_at")
    for name, at in dict.fromkeys(known):
        memory.correlator.dismiss(name, minutes(at.timestamp()) if at else None)
