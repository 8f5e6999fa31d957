"""A file of a message, for staff who may read the message."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from andon.conversations.download import as_download
from andon.conversations.models import Attachment
from andon.conversations.readers import may_read
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles()
def attachment(request: StaffRequest, id: UUID) -> HttpResponse:
    """404 to whoever may not read the message, as if it did not exist."""
    found = get_object_or_404(Attachment.objects.select_related("message__thread", "blob"), id=id)
    message = found.message
    if message.withdrawn_at or not may_read(message, request.access):
        raise Http404
    return as_download(found)
