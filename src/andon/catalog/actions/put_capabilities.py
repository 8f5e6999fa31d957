from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from andon.catalog.facts import CapabilityPut
from andon.catalog.models import Capability, Service
from andon.catalog.rules.slugs import check_slug
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityIn:
    slug: str
    name: str
    service: Service
    position: int = 100


@transaction.atomic
def put_capabilities(capabilities: Sequence[CapabilityIn], *, by: Actor) -> list[Capability]:
    """Add capabilities or change those of the same slug. Of two of one slug the last counts."""
    Capability.objects.bulk_create(
        [
            Capability(
                slug=check_slug(given.slug),
                name=clean(given.name, "name", 120, required=True),
                service=given.service,
                position=given.position,
            )
            for given in {given.slug: given for given in capabilities}.values()
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "service", "position"],
    )
    slugs = [given.slug for given in capabilities]
    found = {capability.slug: capability for capability in Capability.objects.filter(slug__in=slugs)}
    put = [found[slug] for slug in slugs]
    record_all([Entry(CapabilityPut(slug=one.slug, service=one.service_id), one.subject, by) for one in found.values()])
    return put
