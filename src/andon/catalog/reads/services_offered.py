"""What we offer, who owns it and what it needs."""

from django.db.models import Prefetch, QuerySet

from andon.catalog.models import Dependency, Service


def services_offered() -> QuerySet[Service]:
    """All services with owner, capabilities in customers' words, and needed services at hand; three queries."""
    needs = Prefetch("needs", Dependency.objects.select_related("needs").order_by("needs__name"))
    return Service.objects.select_related("owner").prefetch_related("capabilities", needs)
