"""Where mail providers call us. No session: a call proves itself (`email.providers.calls`). 2xx means committed."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from andon.channels.actions.note_provider_report import note_provider_report
from andon.channels.actions.take_provider_mails import take_provider_mails
from andon.channels.email.imap.health import note_well
from andon.channels.email.providers.calls import NotProved, NotRead, mails_in, what_became
from andon.channels.models import ProviderHook
from andon.channels.models.mailbox import Kind
from andon.channels.models.provider_hook import Provider


@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def inbound(request: HttpRequest, id: UUID) -> HttpResponse:
    """A mail that came to the mailbox, at the provider's."""
    return _called(request, id, lambda hook: take_provider_mails(hook.mailbox, mails_in(hook, request)))


@csrf_exempt
@require_http_methods(["POST", "HEAD"])
def tracking(request: HttpRequest, id: UUID) -> HttpResponse:
    """What became of mails of ours."""

    def note(hook: ProviderHook) -> None:
        for report in list(what_became(hook, request)):
            note_provider_report(report)

    return _called(request, id, note)


def _called(request: HttpRequest, id: UUID, take: Callable[[ProviderHook], object]) -> HttpResponse:
    if request.method == "HEAD":
        return HttpResponse()
    wanted = ProviderHook.objects.select_related("mailbox")
    hook = wanted.filter(mailbox_id=id, mailbox__enabled=True, mailbox__kind=Kind.PROVIDER).first()
    if hook is None:
        return HttpResponse("There is no such mailbox.", status=404, content_type="text/plain")
    if hook.provider == Provider.SES and "Authorization" not in request.headers:
        # SNS tells its password only when it is asked for it.
        asked = {"WWW-Authenticate": 'Basic realm="Andon"'}
        return HttpResponse("Say the password.", status=401, headers=asked, content_type="text/plain")
    try:
        take(hook)
    except NotProved:
        return HttpResponse("This call is not proved.", status=403, content_type="text/plain")
    except NotRead as not_read:
        return HttpResponse(f"This call cannot be read: {not_read}", status=422, content_type="text/plain")
    note_well(hook.mailbox_id)
    return HttpResponse()
