"""The brand that customers see where nothing names another."""

from andon.catalog.models import Brand


def our_brand() -> Brand:
    """The default brand; before one is made, a plain one that is not stored."""
    return Brand.objects.order_by("-is_default", "slug").first() or Brand(
        slug="default", name="Support", portal_name="Support"
    )
