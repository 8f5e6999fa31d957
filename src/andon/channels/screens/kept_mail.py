"""Mail that became no message: seen, fetched as it came, tried again (administrators)."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from andon.channels.actions.take_in_mail import take_in_mail
from andon.channels.reads.mail_in import kept_mails
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

PAGE = 50


@require_GET
@for_roles("administrator")
def kept_mail(request: StaffRequest) -> HttpResponse:
    page = Paginator(kept_mails(), PAGE).get_page(request.GET.get("page"))
    return render(request, "channels/kept_mail.html", {"page": page})


@never_cache
@require_GET
@for_roles("administrator")
def original(request: StaffRequest, id: UUID) -> HttpResponse:
    """As it came, byte for byte; only as a download, because it is a stranger's."""
    mail = get_object_or_404(kept_mails().select_related("blob"), id=id)
    return HttpResponse(
        bytes(mail.blob.content),
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="mail-{mail.id}.eml"'},
    )


@require_POST
@for_roles("administrator")
def try_again(request: StaffRequest, id: UUID) -> HttpResponse:
    mail = take_in_mail(get_object_or_404(kept_mails(), id=id).id)
    if mail.state == "kept":
        messages.error(request, _("It is kept as before: %(why)s.") % {"why": mail.why})
    else:
        messages.success(request, _("It was taken in."))
    return redirect("channels:kept_mail")
