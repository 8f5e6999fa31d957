"""My case, by a signed link. Opening it changes nothing; what she does here proves that the address is hers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.cases.actions.confirm_reporter import confirm_reporter
from andon.cases.models import Case
from andon.conversations.download import as_download
from andon.conversations.models import Attachment
from andon.kit.errors import Refused
from andon.kit.ids import new_id
from andon.portal.actions.say_it_does_not import say_it_does_not
from andon.portal.actions.say_it_works import say_it_works
from andon.portal.actions.write_to_us import write_to_us
from andon.portal.forms import NONCE, MessageForm
from andon.portal.limits import refuse_too_fast
from andon.portal.reads.my_case import messages_shown, my_case
from andon.portal.show import for_holder, show
from andon.portal.visit import Visit
from andon.ui.faults import show_refusal


@require_GET
@for_holder
def case(request: HttpRequest, visit: Visit) -> HttpResponse:
    return show_case(request, visit)


@require_POST
@for_holder
def write(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Her message; with the button “It still does not work” it says that, too."""
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, visit, form, status=422)
    given = form.cleaned_data
    try:
        refuse_too_fast(visit.case)
        stands_in = write_to_us(visit, body=given["body"], nonce=given["nonce"], attachments=given["attachments"])
    except Refused as refused:
        show_refusal(form, refused)
        return _show(request, visit, form, status=refused.status)
    return _back(request, visit, stands_in, _("We have it. You will hear from us."))


@require_POST
@for_holder
def works(request: HttpRequest, visit: Visit) -> HttpResponse:
    try:
        say_it_works(visit)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Thank you. Your case is closed."))
    return redirect("portal:case", token_of(request))


@require_POST
@for_holder
def still_broken(request: HttpRequest, visit: Visit) -> HttpResponse:
    nonce = request.POST.get("nonce", "")
    try:
        refuse_too_fast(visit.case)
        stands_in = say_it_does_not(visit, nonce=nonce if NONCE.fullmatch(nonce) else "")
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("portal:case", token_of(request))
    return _back(request, visit, stands_in, _("We are on it again. You will hear from us."))


@require_POST
@for_holder
def confirm(request: HttpRequest, visit: Visit) -> HttpResponse:
    confirm_reporter(visit.case, by=visit.contact.actor)
    messages.success(request, _("Thank you. We tell you what concerns your case."))
    return redirect("portal:case", token_of(request))


@require_GET
@for_holder
def file(request: HttpRequest, visit: Visit, id: UUID) -> HttpResponse:
    """A file of a message that she may read."""
    found = (
        Attachment.objects.select_related("blob")
        .filter(id=id, message__in=messages_shown(visit.case, visit.contact))
        .first()
    )
    if found is None:
        raise Http404
    return as_download(found)


def show_case(request: HttpRequest, visit: Visit, *, status: int = 200, **more: Any) -> HttpResponse:
    """Her case, with nothing written yet."""
    return _show(request, visit, MessageForm(initial={"nonce": new_id().hex}), status=status, **more)


def _back(request: HttpRequest, visit: Visit, stands_in: Case, said: str) -> HttpResponse:
    if stands_in.id not in (visit.case.id, visit.case.merged_into_id):
        said = _("Your case was closed, so we opened %(ref)s for this. Its link comes by mail.") % {
            "ref": stands_in.ref
        }
    messages.success(request, said)
    return redirect("portal:case", token_of(request))


def token_of(request: HttpRequest) -> str:
    assert request.resolver_match is not None
    return str(request.resolver_match.kwargs["token"])


def _show(request: HttpRequest, visit: Visit, form: MessageForm, *, status: int = 200, **more: Any) -> HttpResponse:
    if form.is_bound:
        form.tell_of_lost_files()
    shown: dict[str, Any] = {
        "my": my_case(visit.case, visit.contact),
        "contact": visit.contact,
        "form": form,
        "token": token_of(request),
        "portal_at": "case",
        **more,
    }
    return show(request, "portal/case.html", shown, status=status)
