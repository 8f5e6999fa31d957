"""Screens in the customer's language, with the brand around them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from andon.catalog.models import Brand
from andon.catalog.reads.our_brand import our_brand
from andon.ui.policy import View, no_referrer

from .language import chosen, keep_choice, language_for
from .visit import Visit, visit

P = ParamSpec("P")
ForHer = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]


def for_strangers(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A screen for whoever comes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with _speaking(request):
            return _finished(request, view(request, *args, **kwargs))

    return guarded


def for_holder(view: ForHer[P]) -> Callable[..., HttpResponse]:
    """A screen for the holder of a signed link, in her language and zone; others are told that the link is over."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = visit(token)
        if found is None:
            with _speaking(request):
                return _finished(request, show(request, "portal/link_over.html", {"portal_at": "case"}, status=404))
        if found.case.brand:
            request.brand = found.case.brand  # type: ignore[attr-defined]
        with _speaking(request, found.case.locale), timezone.override(_zone(found)):
            return _finished(request, view(request, found, *args, **kwargs))

    return never_cache(no_referrer(cast("View[...]", guarded)))


def show(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    brand = _brand(request)
    names = [(code, LANG_INFO[code]["name_local"]) for code in brand.locales if code in LANG_INFO]
    around = {"brand": brand, "portal_languages": names if len(names) > 1 else []}
    return render(request, template, around | context, status=status)


def _speaking(request: HttpRequest, hers: str = "") -> Any:
    return translation.override(language_for(request, _brand(request), hers))


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    if language := chosen(request, _brand(request)):
        keep_choice(response, language)
    return response


def _brand(request: HttpRequest) -> Brand:
    if not hasattr(request, "brand"):
        request.brand = our_brand()  # type: ignore[attr-defined]
    return request.brand  # type: ignore[attr-defined,no-any-return]


def _zone(found: Visit) -> ZoneInfo:
    name = found.contact.time_zone or (found.case.account.time_zone if found.case.account else "UTC")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        return ZoneInfo("UTC")
