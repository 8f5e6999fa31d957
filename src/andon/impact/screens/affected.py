"""The silent affected: whom to tell; as a list, as a file; and saying of one that it is hit, or is not."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.impact.reads.affected_of import COLUMNS, Chosen, affected_of, as_cells
from andon.incidents.actions.say_who_is_hit import say_who_is_hit as saying
from andon.incidents.models.affected_account import How
from andon.kit.csv_out import csv_text
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .fixes import incident_or_404

PAGE = 50


class ChooseForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Which"), choices=[("", _("Silent: nobody there has reported")), *How.choices], required=False
    )
    tier = forms.ChoiceField(label=_("Tier"), choices=[("", _("All")), *Tier.choices], required=False)
    region = forms.CharField(label=_("Country"), max_length=2, required=False)


@require_GET
@for_roles("agent", "lead", "responder", "stakeholder")
def affected(request: StaffRequest, ref: str) -> HttpResponse:
    found, form = incident_or_404(request, ref), ChooseForm(request.GET)
    rows = affected_of(found, request.access, _chosen(form))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    given = request.GET.copy()
    given.pop("page", None)
    context = {
        "incident": found,
        "form": form,
        "page": page,
        "chosen": given.urlencode(),
        "may_work": request.access.has("agent", "lead", "responder"),
    }
    return render(request, "impact/affected.html", context)


@require_GET
@for_roles("agent", "lead", "responder")
def affected_file(request: StaffRequest, ref: str) -> HttpResponse:
    """A CSV whose cells no spreadsheet takes for formulas."""
    found = incident_or_404(request, ref)
    rows = affected_of(found, request.access, _chosen(ChooseForm(request.GET)))
    text = csv_text(COLUMNS, (as_cells(row) for row in rows.iterator(chunk_size=2000)))
    headers = {"Content-Disposition": f'attachment; filename="{found.ref}-affected.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@for_roles("agent", "lead", "responder")
def say_who_is_hit(request: StaffRequest, ref: str, account: str) -> HttpResponse:
    found = incident_or_404(request, ref, for_work=True)
    one = get_object_or_404(Account.objects.visible_to(request.access), id=account)
    try:
        saying(found, [one.id], how=request.POST.get("how", ""), by=request.access.actor)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("impact:affected", found.ref)


def _chosen(form: ChooseForm) -> Chosen:
    """What is no choice chooses nothing."""
    form.is_valid()
    return Chosen(**{name: form.cleaned_data.get(name, "") for name in ("how", "tier", "region")})
