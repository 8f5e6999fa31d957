"""How any file from outside leaves us: to be saved, never to be run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .models import Attachment
from .rules.file_names import served_as


def as_download(attachment: Attachment) -> HttpResponse:
    """The caller has asked whether the reader may."""
    response = HttpResponse(bytes(attachment.blob.content), content_type=served_as(attachment.content_type))
    response.headers["Content-Disposition"] = content_disposition_header(True, attachment.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
