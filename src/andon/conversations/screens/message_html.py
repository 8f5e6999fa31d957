"""A message as it was formatted, for a sandboxed frame; remote images only when asked."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from andon.conversations.models import Message
from andon.conversations.readers import may_read
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

_PAGE = '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank">'


@require_GET
@xframe_options_sameorigin
@for_roles()
def message_html(request: StaffRequest, id: UUID) -> HttpResponse:
    """Cleaned when it was kept; the sandbox is the second wall. `?images=1` lets the browser load its images."""
    message = get_object_or_404(Message.objects.select_related("thread"), id=id, withdrawn_at=None)
    if not message.html or not may_read(message, request.access):
        raise Http404
    with_images = request.GET.get("images") == "1"
    response = HttpResponse(_PAGE + message.html)
    images = "img-src https:;" if with_images else ""
    response.headers["Content-Security-Policy"] = (
        f"sandbox allow-popups; default-src 'none'; {images} frame-ancestors 'self'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
