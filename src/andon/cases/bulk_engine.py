"""Trying and doing an act on the cases of a run, part by part; each part is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid, NotAllowed, Refused
from andon.people.access import Access, access_of
from andon.timeline.models import RecordedFact
from andon.timeline.record import record

from .bulk_acts import BULK_ACTS
from .bulk_given import Given, read_given
from .facts_own import BulkProgressed
from .models import BulkItem, BulkRun, Case
from .rules.bulk import DONE, FAILED, READY, REFUSED, UNCHANGED, UNDONE, WAITING

PART = 50
# The state of a run while it is at work: which items it takes, and its state once none is left.
_STEPS = {"checking": (WAITING, "checked"), "running": (READY, "done"), "undoing": (DONE, "undone")}


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one case. `refused` says why not."""

    changed: bool = False
    shown: str = ""
    undo: dict[str, Any] = field(default_factory=dict)
    refused: Refused | None = None


class _OnlyTried(Exception):
    pass


def try_act(case: Case | None, given: Given, access: Access, *, dry: bool) -> Tried:
    """Do it to one case, by itself; with `dry` all of it is undone again. `case` None: it may not be changed."""
    if case is None:
        return Tried(refused=NotAllowed(_("You may not change it.")))
    tried = Tried()
    try:
        with transaction.atomic():
            before = _standing(case)
            shown = given.shown(case)
            undo = BULK_ACTS[given.act].do(case, given, access.actor)
            tried = Tried(_standing(case) != before, shown, undo)
            if dry:
                raise _OnlyTried
    except _OnlyTried:
        pass
    except Refused as no:
        return Tried(refused=no)
    except (DataError, IntegrityError, UnicodeError):
        return Tried(refused=Invalid({"": _("The database refuses these values.")}))
    return tried


@transaction.atomic
def next_part(run: BulkRun) -> BulkRun:
    """The next fifty cases of what the run is at; a run that is at nothing stays as it is."""
    run = BulkRun.objects.select_for_update(of=("self",)).select_related("user").get(id=run.id)
    if not run.is_under_way:
        return run
    takes, after = _STEPS[run.state]
    # In one order, so that two runs at once wait for each other and never in a circle.
    items = sorted(run.items.filter(state=takes)[:PART], key=lambda item: item.case_id)
    access = access_of(run.user)
    if run.state == "undoing":
        _undo(items, run, access)
    else:
        _try(items, run, access)
    BulkItem.objects.bulk_update(items, ["state", "why", "shown", "undo"])
    if not run.items.filter(state=takes).exists():
        run.state, run.finished_at = after, clock.now()
        run.save(update_fields=["state", "finished_at"])
    fact = BulkProgressed(state=run.state, count=len(items))
    record(fact, subject=run.subject, by=run.user.actor, about=[run.user.subject])
    return run


def cases_of(items: Sequence[BulkItem], access: Access) -> dict[UUID, Case]:
    """Those that she may change now; one that was merged meanwhile is among them, and its act is refused in words."""
    works, ids = Case.objects.workable_by(access), [item.case_id for item in items]
    through = Q(id__in=works.order_by().values("id")) | Q(merged_into__in=works.order_by().values("id"))
    return {case.id: case for case in Case.objects.with_people().filter(through, id__in=ids)}


def _try(items: Sequence[BulkItem], run: BulkRun, access: Access) -> None:
    dry = run.state == "checking"
    cases = cases_of(items, access)
    try:
        given: Given | None = read_given(run.act, run.given)
        refused: Refused | None = None
    except Refused as no:
        given, refused = None, no
    for item in items:
        tried = try_act(cases.get(item.case_id), given, access, dry=dry) if given else Tried(refused=refused)
        item.shown = tried.shown or item.shown
        item.undo = {} if dry else tried.undo
        item.why = tried.refused.message[:500] if tried.refused else ""
        if tried.refused:
            item.state = REFUSED if dry else FAILED
        elif not tried.changed:
            item.state = UNCHANGED
        else:
            item.state = READY if dry else DONE


def _undo(items: Sequence[BulkItem], run: BulkRun, access: Access) -> None:
    act, cases = BULK_ACTS[run.act], cases_of(items, access)
    for item in items:
        case = cases.get(item.case_id)
        try:
            with transaction.atomic():
                if case is None or act.undo is None:
                    raise NotAllowed(_("You may not change it."))
                if not item.undo:
                    raise Conflict(_("What it was before is not known any more."))
                act.undo(case, item.undo, access.actor)
            item.state, item.why = UNDONE, ""
        except Refused as no:
            item.state, item.why = FAILED, _("Not taken back: %(why)s") % {"why": no.message[:400]}


def _standing(case: Case) -> tuple[Any, int]:
    """How the case stands and how much was recorded about it: either differs once something was done."""
    facts = RecordedFact.objects.filter(subject_kind="case", subject_id=case.id).count()
    return Case.objects.filter(id=case.id).values().get(), facts
