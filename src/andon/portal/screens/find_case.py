"""Find my case: the answer is the same for every address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from andon.kit.errors import TooMuch
from andon.portal.actions.ask_for_links import ask_for_links
from andon.portal.forms import FindForm
from andon.portal.limits import refuse_too_many
from andon.portal.show import for_strangers, show
from andon.ui.faults import show_refusal


@never_cache
@require_http_methods(["GET", "POST"])
@for_strangers
def find_case(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_too_many(request, form.cleaned_data["email"], what="find")
        except TooMuch as refused:
            show_refusal(form, refused)
            response = _show(request, form, status=429)
            response.headers["Retry-After"] = str(refused.retry_after)
            return response
        ask_for_links(form.cleaned_data["email"])
        return show(request, "portal/links_sent.html", {"portal_at": "case", "address": form.cleaned_data["email"]})
    return _show(request, form, status=422 if form.errors else 200)


def _show(request: HttpRequest, form: FindForm, *, status: int) -> HttpResponse:
    return show(request, "portal/find_case.html", {"form": form, "portal_at": "case"}, status=status)
