"""In which language a customer reads: what she chose here, else hers, else her browser's; always one of the brand's."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from andon.catalog.models import Brand

_YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest, brand: Brand) -> str:
    """The language that she picked at the foot of this screen; "" for none."""
    return _one_of(brand, request.GET.get("language", ""))


def language_for(request: HttpRequest, brand: Brand, hers: str = "") -> str:
    wanted = (
        request.GET.get("language", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        hers,
        translation.get_language() or "",
    )
    found = (_one_of(brand, name) for name in wanted)
    return next((name for name in found if name), (brand.locales or ["en"])[0])


def keep_choice(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )


def _one_of(brand: Brand, name: str) -> str:
    short = name.replace("_", "-").split("-")[0].lower()
    return short if short in (brand.locales or ["en"]) and short in dict(settings.LANGUAGES) else ""
