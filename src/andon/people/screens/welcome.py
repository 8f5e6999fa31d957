"""Signed links that let somebody in: the first administrator, and a user's first or forgotten sign-in."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from andon.kit.errors import Refused
from andon.people.actions.create_first_administrator import create_first_administrator
from andon.people.forms import FirstAdministratorForm
from andon.people.links import open_link, use_up
from andon.people.models import SignedLink, User
from andon.ui.faults import show_refusal
from andon.ui.policy import no_referrer

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@no_referrer
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the link. Opening it changes nothing (mail scanners do); its button does, once."""
    if (link := open_link(token, "first_administrator")) and link.used_at is None:
        return _first_administrator(request, link)
    if (link := open_link(token, "sign_in")) and link.used_at is None:
        return _sign_in(request, link)
    return render(request, "people/link_over.html", status=404)


def _first_administrator(request: HttpRequest, link: SignedLink) -> HttpResponse:
    form = FirstAdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = create_first_administrator(**form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            use_up(link)
            login(request, user, backend=BACKEND)
            return redirect("/")
    return render(request, "people/welcome.html", {"form": form}, status=422 if form.errors else 200)


def _sign_in(request: HttpRequest, link: SignedLink) -> HttpResponse:
    user = User.objects.filter(id=link.subject_id, is_active=True).first()
    if user is None:
        raise Http404
    if request.method == "POST" and use_up(link):
        login(request, user, backend=BACKEND)
        return redirect("/")
    return render(request, "people/sign_in_by_link.html", {"person": user})
