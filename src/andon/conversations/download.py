"""How any file from outside leaves us: to be saved, never to be run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .models import Attachment
from .rules.file_names import served_as


def as_download(attachment: Attachment) -> HttpResponse:
    """The caller has asked whether the reader may."""
    return bytes_as_download(bytes(attachment.blob.content), attachment.name, served_as(attachment.content_type))


def bytes_as_download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """The same for what is no attachment."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
