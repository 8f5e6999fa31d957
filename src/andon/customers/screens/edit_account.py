"""Adding an account, and changing one (agents, leads)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.forms import AccountForm
from andon.customers.models import Account
from andon.customers.reads.find_account import find_account
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

_SHOWN = list(AccountForm.base_fields)


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def new_account(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def put_account(request: StaffRequest, ref: str) -> HttpResponse:
    account = find_account(ref, request.access)
    if account is None:
        raise Http404
    return _edit(request, account)


def _edit(request: StaffRequest, account: Account | None) -> HttpResponse:
    stored = {name: getattr(account, name) for name in _SHOWN} if account else {}
    form = AccountForm(request.POST or None, initial=stored, attributes=account.attributes if account else {})
    if account and account.external_id:
        # It says which account this is; another one would make another account.
        form.fields["external_id"].disabled = True
    if request.method == "POST" and form.is_valid():
        put = _put(request, form)
        if isinstance(put, Account):
            return redirect("customers:account", put.id)
        show_refusal(form, put)
    context = {"form": form, "account": account}
    return render(request, "customers/edit_account.html", context, status=422 if form.errors else 200)


def _put(request: StaffRequest, form: AccountForm) -> Account | Refused:
    attributes = form.typed_attributes()
    (put,) = put_accounts([AccountIn(**form.cleaned_data, attributes=attributes)], by=request.access.actor)
    return put
