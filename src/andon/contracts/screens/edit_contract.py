"""Adding a contract to an account, and changing one (leads, administrators)."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from andon.contracts.actions.put_contracts import put_contracts
from andon.contracts.contract_in import ContractIn
from andon.contracts.forms import ContractForm, as_typed
from andon.contracts.models import Contract
from andon.contracts.models.contract import EDIT
from andon.contracts.reads.figures import figure_of
from andon.customers.models import Account
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .found import contract_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*EDIT)
def new_contract(request: StaffRequest, account: UUID) -> HttpResponse:
    # An administrator sees no account elsewhere; a contract names it to her all the same.
    found = Account.objects.filter(id=account).first()
    if found is None:
        raise Http404
    return _edit(request, found, None)


@require_http_methods(["GET", "POST"])
@for_roles(*EDIT)
def put_contract(request: StaffRequest, id: UUID) -> HttpResponse:
    contract = contract_or_404(request, id)
    return _edit(request, contract.account, contract)


def _edit(request: StaffRequest, account: Account, contract: Contract | None) -> HttpResponse:
    form = ContractForm(request.POST if request.method == "POST" else None, initial=_initial(account, contract))
    if request.method == "POST" and form.is_valid():
        given = ContractIn(account=account, id=contract.id if contract else None, **form.cleaned_data)
        try:
            (put,) = put_contracts([given], by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("contracts:contract", put.id)
    context = {"form": form, "account": account, "contract": contract}
    return render(request, "contracts/edit_contract.html", context, status=422 if form.errors else 200)


def _initial(account: Account, contract: Contract | None) -> dict[str, object]:
    if contract is None:
        return {"currency": account.currency}
    terms = figure_of(contract).terms or contract.terms.order_by("-valid_from").first()
    return as_typed(contract, terms)
