from django.db import transaction

from andon.catalog.models import Brand
from andon.questions.facts import BrandAskingPut
from andon.questions.models import BrandAsking
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def let_customers_be_asked(brand: Brand, *, customers: bool, by: Actor) -> BrandAsking:
    """Whether agents may pass questions on to a brand's customers. The same again changes nothing.

    What was passed on already can still be answered.
    """
    Brand.objects.select_for_update().get(pk=brand.pk)
    known = BrandAsking.objects.filter(brand=brand).first()
    if known is not None and known.customers == customers:
        return known
    was = True if known is None else known.customers
    put, _made = BrandAsking.objects.update_or_create(brand=brand, defaults={"customers": customers})
    if was != customers:
        record(BrandAskingPut(brand=brand.id, customers=customers), subject=brand.subject, by=by)
    return put
