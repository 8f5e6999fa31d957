"""The brand that customers see."""

from andon.catalog.models import Brand


def our_brand() -> Brand:
    """The first brand; before one is made, a plain one that is not stored."""
    return Brand.objects.order_by("slug").first() or Brand(slug="default", name="Support", portal_name="Support")
