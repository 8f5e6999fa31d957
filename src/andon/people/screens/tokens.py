"""Keys to the API (administrators)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from andon.kit.errors import Refused
from andon.people.actions.create_token import create_token
from andon.people.actions.revoke_token import revoke_token
from andon.people.forms import TokenForm
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import ApiToken
from andon.ui.faults import show_refusal


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def tokens(request: StaffRequest) -> HttpResponse:
    """The list, and the form that makes one; its text is shown in the answer to the form and never again."""
    form, text = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, text = create_token(**form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            form = TokenForm()
    found = ApiToken.objects.select_related("user").order_by("revoked_at", "-made_at")
    context = {"tokens": found, "form": form, "text": text}
    return render(request, "people/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("administrator")
def revoke(request: StaffRequest, id: UUID) -> HttpResponse:
    revoke_token(get_object_or_404(ApiToken, id=id), by=request.access.actor)
    return redirect("people:tokens")
