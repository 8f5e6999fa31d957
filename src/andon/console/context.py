"""What every staff screen shows around its own content; asked for only where a template shows it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from andon.incidents.reads.lantern import lantern as lights
from andon.notifications.reads.my_notices import count_unread
from andon.people.access import Access

from .rail import rail
from .settings_pages import settings_pages


def console(request: HttpRequest) -> dict[str, Any]:
    """Once a request, however many fragments are rendered with it."""
    if not hasattr(request, "andon_console"):
        access: Access = getattr(request, "access")  # noqa: B009  the attribute is set by AccessMiddleware
        around = {
            "rail": SimpleLazyObject(lambda: rail(request, access)),
            "lantern": SimpleLazyObject(lambda: lantern(access)),
            "settings_pages": SimpleLazyObject(lambda: settings_pages(request, access)),
            "search_url": reverse_lazy("console:search"),
            "me_url": reverse_lazy("people:my_profile"),
            "bell": SimpleLazyObject(lambda: bell(access)),
        }
        request.andon_console = around  # type: ignore[attr-defined]
    found: dict[str, Any] = request.andon_console  # type: ignore[attr-defined]
    return found


def bell(access: Access) -> dict[str, object]:
    return {"url": reverse("notifications:notices"), "unread": count_unread(access)}


def lantern(access: Access) -> dict[str, object]:
    return {
        "lights": [
            {
                "url": reverse("incidents:incident", args=[light.incident.ref]),
                "state": light.state,
                "word": light.word,
                "headline": light.headline,
                "detail": light.detail,
            }
            for light in (lights() if access.has("agent", "responder", "lead", "stakeholder") else [])
        ],
        "board_url": reverse("incidents:board"),
        "calm": _("All services work"),
    }
