"""Contracts, their minutes and credits, and whom to restore first, for programs: equal to the screens."""

from datetime import timedelta
from typing import Any

from ninja import Query, Router

from andon.customers.models import Account
from andon.gestures.models import Gesture
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Missing
from andon.kit.rest.batch import Outcome, answer_each
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import correct_minutes as correcting
from .actions import put_contracts as putting
from .actions import settle_credit as settling
from .actions import take_correction_back as taking_back
from .models import Contract, Correction, Settlement
from .models.contract import EDIT, READ
from .reads.figures import figure_of, past_figures, standings
from .reads.owed_periods import owed_periods
from .reads.restore_order import restore_order
from .rows import figure_row, row_of, segments, worst_first
from .shapes import (
    ContractOut,
    ContractWhole,
    CorrectIn,
    CorrectionIn,
    CorrectionOut,
    ExposureOut,
    MinutesOut,
    PutContracts,
    RestoreOut,
    SettleIn,
    SettlementOut,
    given_contracts,
)

router = Router(tags=["Contracts"])


@router.get("/contracts", response=Page[ContractOut])
def list_contracts(request: ApiRequest, window: Query[Window], account: str = "") -> dict[str, Any]:
    """By id; `account`: its id or external id."""
    found = Contract.objects.visible_to(request.access).select_related("account")
    if account:
        found = found.filter(account=by_ref(Account.objects.all(), account, human="external_id"))
    return page(found, "id", window=window)


@router.get("/contract_minutes", response=list[MinutesOut])
def list_contract_minutes(request: ApiRequest) -> list[Any]:
    """Every contract's period as it stands, the least left first."""
    only_for(request.access, *READ)
    found = Contract.objects.visible_to(request.access).select_related("account")
    return [row_of(one) for one in worst_first(standings(found))]


@router.post("/contracts/put_contracts", response=list[Outcome[ContractOut]])
def put_contracts(request: ApiRequest, body: PutContracts) -> list[dict[str, Any]]:
    """By external id; terms of another `valid_from` end those before."""
    only_for(request.access, *EDIT)
    return answer_each(body.items, lambda items: putting.put_contracts(given_contracts(items), by=request.access.actor))


@router.get("/contracts/{ref}", response=ContractWhole)
def read_contract(request: ApiRequest, ref: str) -> dict[str, Any]:
    """With its terms, its minutes now and the periods before."""
    contract = _contract(request, ref)
    past = owed_periods(contract, past_figures(contract), request.access)
    return {
        "contract": contract,
        "terms": list(contract.terms.prefetch_related("services")),
        "minutes": row_of(figure_of(contract)),
        "past": [{"minutes": figure_row(contract, one.figure), "state": one.state} for one in past],
        "corrections": list(contract.corrections.filter(taken_back_at=None)),
    }


@router.get("/contracts/{ref}/minutes", response=list[dict[str, Any]])
def explain_contract(request: ApiRequest, ref: str) -> list[dict[str, object]]:
    """Each stretch of the period as it stands, whether it counted, and why not. The counted ones are what is used."""
    contract = _contract(request, ref)
    figure = figure_of(contract).figure
    return segments(contract, [figure] if figure else [])


@router.get("/contracts/{ref}/exposure", response=ExposureOut)
def read_exposure(request: ApiRequest, ref: str, minutes: int = Query(60, ge=1, le=100_000)) -> dict[str, Any]:  # type: ignore[type-arg]
    """What is owed now, and if that which runs ends after so many minutes more."""
    figure = figure_of(_contract(request, ref)).figure
    if figure is None:
        raise Missing("No terms of this contract hold now.")
    return {
        "owed": figure.owed,
        "owed_then": figure.owed_after(timedelta(minutes=minutes)),
        "currency": figure.promise.currency,
        "running": [hurt.ref for hurt in figure.running],
        "breach_at": figure.breach_at,
        "steps": [
            {"below": one.step.below, "amount": one.amount, "passed": one.passed, "at": one.at} for one in figure.steps
        ],
    }


@router.post("/contracts/{ref}/correct_minutes", response=CorrectionOut)
def correct_minutes(request: ApiRequest, ref: str, body: CorrectIn) -> Correction:
    only_for(request.access, *EDIT)
    return correcting.correct_minutes(_contract(request, ref), **body.dict(), by=request.access.actor)


@router.post("/contracts/{ref}/take_correction_back", response=CorrectionOut)
def take_correction_back(request: ApiRequest, ref: str, body: CorrectionIn) -> Correction:
    only_for(request.access, *EDIT)
    made = by_ref(_contract(request, ref).corrections.all(), str(body.correction))
    return taking_back.take_correction_back(made, by=request.access.actor)


@router.post("/contracts/{ref}/settle_credit", response=SettlementOut)
def settle_credit(request: ApiRequest, ref: str, body: SettleIn) -> Settlement:
    only_for(request.access, *EDIT)
    contract = _contract(request, ref)
    gesture = by_ref(Gesture.objects.visible_to(request.access), str(body.gesture)) if body.gesture else None
    return settling.settle_credit(
        contract, period=body.period, gesture=gesture, reference=body.reference, by=request.access.actor
    )


@router.get("/incidents/{ref}/restore_first", response=list[RestoreOut])
def restore_first(request: ApiRequest, ref: str) -> list[dict[str, Any]]:
    """The accounts of its linked cases in the order in which they must be restored, each with its reason."""
    only_for(request.access, *READ)
    ordered = restore_order(find_incident(ref, request.access))
    return [
        {
            "account": one.account,
            "cases": one.claim.cases,
            "next_at": one.claim.next_at,
            "at_stake": one.claim.at_stake,
            "reason": one.reason,
            "minutes": row_of(one.standing) if one.standing else None,
        }
        for one in ordered
    ]


def _contract(request: ApiRequest, ref: str) -> Contract:
    only_for(request.access, *READ)
    found = Contract.objects.visible_to(request.access).select_related("account")
    return by_ref(found, ref, human="external_id")
