"""Behind the link of a check or a test: "did this reach you?", and one button. Opening it changes nothing, because mail
scanners open links; the token in the address is what lets somebody in, so there is no session to borrow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from andon.notifications.actions.confirm_test import confirm_test
from andon.notifications.actions.verify_way import verify_way
from andon.notifications.models import ContactMethod
from andon.notifications.reads.opened_check import OpenedCheck, opened_check
from andon.ui.policy import no_referrer


@never_cache
@no_referrer
@require_GET
def reached(request: HttpRequest, token: str) -> HttpResponse:
    opened = opened_check(token)
    return _show(request, opened, token) if opened else _over(request)


@csrf_exempt
@never_cache
@no_referrer
@require_POST
def confirm_reached(request: HttpRequest, token: str) -> HttpResponse:
    opened = opened_check(token)
    if opened is None:
        return _over(request)
    if isinstance(opened.checked, ContactMethod):
        verify_way(opened.checked)
    else:
        confirm_test(opened.checked, channel="link")
    return redirect("notifications:reached", token)


def _show(request: HttpRequest, opened: OpenedCheck, token: str) -> HttpResponse:
    with translation.override(opened.person.locale or "en"):
        context = {"opened": opened, "token": token, "theme": opened.person.theme}
        return render(request, "notifications/reached.html", context)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/reached_over.html", status=404)
