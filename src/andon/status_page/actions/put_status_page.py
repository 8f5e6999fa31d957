from django.db import transaction

from andon.catalog.models import Brand
from andon.catalog.rules.slugs import check_slug
from andon.kit import clock
from andon.kit.text import clean
from andon.status_page.facts import StatusPagePut
from andon.status_page.given import address_given, zone_given
from andon.status_page.models import StatusPage
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_status_page(
    *, slug: str, name: str, by: Actor, brand: Brand | None = None, time_zone: str = "UTC", address: str = ""
) -> StatusPage:
    """Add a page, or change the one of the same slug. It shows no incident until somebody puts one there."""
    said = {
        "name": clean(name, "name", 120, required=True),
        "brand": brand,
        "time_zone": zone_given(time_zone),
        "address": address_given(address),
    }
    page, __ = StatusPage.objects.update_or_create(
        slug=check_slug(slug), defaults=said, create_defaults=said | {"made_at": clock.now()}
    )
    record(StatusPagePut(slug=page.slug), subject=page.subject, by=by)
    return page
