"""A mail as it came, with all its heads, for staff who may read the message."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from andon.conversations.download import bytes_as_download
from andon.conversations.models import Message
from andon.conversations.readers import may_read
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles()
def original_mail(request: StaffRequest, id: UUID) -> HttpResponse:
    """Saved, never shown: nothing in it was made harmless."""
    message = get_object_or_404(Message.objects.select_related("thread", "original"), id=id, withdrawn_at=None)
    if message.original is None or not may_read(message, request.access):
        raise Http404
    return bytes_as_download(bytes(message.original.content), f"{message.id}.eml", "application/octet-stream")
