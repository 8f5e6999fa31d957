from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.models import Capability, Service
from andon.catalog.rules.slugs import check_slug
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.status_page.facts import ComponentPut
from andon.status_page.given import texts_given
from andon.status_page.models import Component, StatusPage
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_component(
    page: StatusPage,
    *,
    slug: str,
    name: str,
    by: Actor,
    names: Mapping[str, str] | None = None,
    group: str = "",
    capability: Capability | None = None,
    service: Service | None = None,
    position: int = 100,
    hidden: bool = False,
) -> Component:
    """Add a line to a page, or change the one of the same slug. `names`: in languages other than English."""
    if capability and service:
        raise Invalid({"service": _("Choose a capability or a service, not both.")})
    said = {
        "name": clean(name, "name", 120, required=True),
        "names": {locale: text for locale, text in texts_given(names or {}, "name", 120).items() if locale != "en"},
        "group": clean(group, "group", 120),
        "capability": capability,
        "service": service,
        "position": position,
        "hidden": hidden,
    }
    component, __ = Component.objects.update_or_create(
        page=page, slug=check_slug(slug), defaults=said, create_defaults=said | {"since": clock.now()}
    )
    record(ComponentPut(page=page.slug, slug=component.slug), subject=page.subject, by=by)
    return component
