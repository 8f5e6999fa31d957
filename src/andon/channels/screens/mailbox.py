"""One mailbox (administrators): what it is, how its mail comes in, whether it works, how its mail is signed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from andon.channels.actions.make_dkim_key import make_dkim_key
from andon.channels.actions.put_imap_account import put_imap_account
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.put_provider_hook import put_provider_hook
from andon.channels.actions.switch_dkim_signing import switch_dkim_signing
from andon.channels.actions.switch_mailbox import switch_mailbox
from andon.channels.actions.try_mailbox import try_mailbox
from andon.channels.forms import HookForm, ImapForm, MailboxDetailsForm
from andon.channels.models import DkimKey, ImapAccount, Mailbox, ProviderHook
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

administrators = for_roles("administrator")


@require_GET
@administrators
def mailbox(request: StaffRequest, id: UUID) -> HttpResponse:
    return _show(request, _found(id))


@require_POST
@administrators
def put(request: StaffRequest, id: UUID) -> HttpResponse:
    found, form = _found(id), MailboxDetailsForm(request.POST)
    by = request.access.actor
    return _by_form(request, found, "form", form, lambda: put_mailbox(**form.given(), mailbox=found, by=by))


@require_POST
@administrators
def put_imap(request: StaffRequest, id: UUID) -> HttpResponse:
    found, form = _found(id), ImapForm(request.POST)
    by = request.access.actor
    return _by_form(request, found, "imap_form", form, lambda: put_imap_account(found, **form.cleaned_data, by=by))


@never_cache
@require_POST
@administrators
def put_hook(request: StaffRequest, id: UUID) -> HttpResponse:
    """The password stands in the answer to the form and never again."""
    found, form = _found(id), HookForm(request.POST)
    if form.is_valid():
        try:
            _hook, secret = put_provider_hook(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _show(request, found, {"secret": secret}) if secret else redirect("channels:mailbox", found.id)
    return _show(request, found, {"hook_form": form})


@require_POST
@administrators
def switch(request: StaffRequest, id: UUID) -> HttpResponse:
    switch_mailbox(_found(id), on=request.POST.get("on") == "1", by=request.access.actor)
    return redirect("channels:mailbox", id)


@require_POST
@administrators
def try_it(request: StaffRequest, id: UUID) -> HttpResponse:
    found = _found(id)
    tried = try_mailbox(found)
    found.refresh_from_db()
    return _show(request, found, {"tried": tried})


@require_POST
@administrators
def make_key(request: StaffRequest, id: UUID) -> HttpResponse:
    found = _found(id)
    return _by_button(request, found, lambda: make_dkim_key(found.domain, by=request.access.actor))


@require_POST
@administrators
def switch_signing(request: StaffRequest, id: UUID) -> HttpResponse:
    found = _found(id)
    key, on = get_object_or_404(DkimKey, domain=found.domain), request.POST.get("on") == "1"
    return _by_button(request, found, lambda: switch_dkim_signing(key, on=on, by=request.access.actor))


def _found(id: UUID) -> Mailbox:
    return get_object_or_404(Mailbox.objects.select_related("brand", "team"), id=id)


def _by_form(
    request: StaffRequest, found: Mailbox, name: str, form: forms.Form, act: Callable[[], object]
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("channels:mailbox", found.id)
    found.refresh_from_db()
    return _show(request, found, {name: form})


def _by_button(request: StaffRequest, found: Mailbox, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("channels:mailbox", found.id)


def _show(request: StaffRequest, found: Mailbox, more: Mapping[str, Any] = MappingProxyType({})) -> HttpResponse:
    secret = more.get("secret", "")
    account = ImapAccount.objects.filter(mailbox=found).first()
    hook = ProviderHook.objects.filter(mailbox=found).first()
    at = settings.BASE_URL.replace("://", f"://andon:{secret or '…'}@", 1) + f"/hooks/mail/{found.id}"
    context = {
        "mailbox": found,
        "form": MailboxDetailsForm(initial=MailboxDetailsForm.shown(found)),
        "imap": account,
        "imap_form": ImapForm(initial=ImapForm.shown(account), auto_id="imap_%s"),
        "hook": hook,
        "hook_form": HookForm(initial={"provider": hook.provider} if hook else None, auto_id="hook_%s"),
        "hook_urls": [f"{at}/inbound_mime/", f"{at}/tracking/"],
        "key": DkimKey.objects.filter(domain=found.domain).first(),
    }
    faulty = any(isinstance(form, forms.Form) and form.errors for form in more.values())
    return render(request, "channels/mailbox.html", {**context, **more}, status=422 if faulty else 200)
