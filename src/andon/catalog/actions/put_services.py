from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from andon.catalog.facts import ServicePut
from andon.catalog.models import Service
from andon.catalog.rules.slugs import check_slug
from andon.kit.text import clean
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceIn:
    slug: str
    name: str
    owner: Team
    description: str = ""


@transaction.atomic
def put_services(services: Sequence[ServiceIn], *, by: Actor) -> list[Service]:
    """Add services or change those of the same slug. Of two of one slug the last counts."""
    Service.objects.bulk_create(
        [
            Service(
                slug=check_slug(given.slug),
                name=clean(given.name, "name", 120, required=True),
                description=clean(given.description, "description", 500),
                owner=given.owner,
            )
            for given in {given.slug: given for given in services}.values()
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "description", "owner"],
    )
    found = {service.slug: service for service in Service.objects.filter(slug__in=[given.slug for given in services])}
    put = [found[given.slug] for given in services]
    record_all([Entry(ServicePut(slug=one.slug, owner=one.owner_id), one.subject, by) for one in found.values()])
    return put
