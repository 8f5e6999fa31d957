from django.db import transaction

from andon.catalog.facts import DefaultBrandChosen
from andon.catalog.models import Brand
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def choose_default_brand(brand: Brand, *, by: Actor) -> Brand:
    """Whatever names no brand has this one from now on. Choosing it again changes nothing."""
    # All of them, in one order: two choices at once must not both find the other's brand still the default.
    brands = {one.id: one for one in Brand.objects.select_for_update().order_by("id")}
    brand = brands[brand.id]
    if brand.is_default:
        return brand
    Brand.objects.filter(is_default=True).update(is_default=False)
    brand.is_default = True
    brand.save(update_fields=["is_default"])
    record(DefaultBrandChosen(slug=brand.slug), subject=brand.subject, by=by)
    return brand
