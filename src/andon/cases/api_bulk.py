"""One act on many cases, for programs: at once with a result or problem per case, or tried first and then run."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ninja import Router

from andon.kit.errors import Refused
from andon.kit.rest.batch import Outcome, answer_each
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from . import shapes_bulk as bulk
from .actions import prepare_bulk as preparing
from .actions import run_bulk as running
from .actions import undo_bulk as undoing
from .bulk_acts import act_named
from .bulk_engine import try_act
from .bulk_given import read_given
from .models import BulkRun
from .named import seen, workable_all

router = Router(tags=["Many cases"])


@router.post("/cases/act_on_cases", response=list[Outcome[bulk.ActedOut]])
def act_on_cases(request: ApiRequest, body: bulk.ActBody) -> list[dict[str, Any]]:
    """Each case by itself, in the order given; answers leave at once."""
    only_for(request.access, "agent", "lead")
    act_named(body.act)
    given = read_given(body.act, body.given, send_now=True)

    def act(refs: list[str]) -> Sequence[dict[str, Any] | Refused]:
        cases = workable_all(request.access, refs)
        # Several that are one case by now: what is done is done to it once.
        # In one order, so that two requests at once wait for each other and never in a circle.
        ordered = sorted(set(cases), key=lambda case: case.pk)
        tried = {case: try_act(case, given, request.access, dry=body.dry_run) for case in ordered}
        return [
            tried[case].refused or {"ref": case.ref, "changed": tried[case].changed, "shown": tried[case].shown}
            for case in cases
        ]

    return answer_each(body.cases, act)


@router.post("/bulk_runs/prepare_bulk", response=bulk.BulkOut)
def prepare_bulk(request: ApiRequest, body: bulk.BulkBody) -> BulkRun:
    """Tries it without effect; more than a hundred cases as due work, so read it until it is “checked”."""
    only_for(request.access, "agent", "lead")
    cases = [seen(request.access, ref) for ref in body.cases]
    return preparing.prepare_bulk(cases, act=body.act, given=body.given, by=request.access)


@router.get("/bulk_runs/{run}", response=bulk.BulkOut)
def read_bulk(request: ApiRequest, run: UUID) -> BulkRun:
    return _run(request, run)


@router.post("/bulk_runs/{run}/run_bulk", response=bulk.BulkOut)
def run_bulk(request: ApiRequest, run: UUID) -> BulkRun:
    return running.run_bulk(_run(request, run))


@router.post("/bulk_runs/{run}/undo_bulk", response=bulk.BulkOut)
def undo_bulk(request: ApiRequest, run: UUID) -> BulkRun:
    return undoing.undo_bulk(_run(request, run))


def _run(request: ApiRequest, run: UUID) -> BulkRun:
    return by_ref(BulkRun.objects.visible_to(request.access), str(run))
