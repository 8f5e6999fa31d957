"""What one person was summoned for."""

from dataclasses import dataclass
from uuid import UUID

from andon.paging.models import Escalation, Page
from andon.paging.rules.why import Why
from andon.people.access import Access

MOST = 10


@dataclass(frozen=True, slots=True)
class MyPage:
    page: Page

    @property
    def headline(self) -> str:
        return Why.load(self.page.escalation.why).headline


def my_pages(user: UUID, access: Access) -> list[MyPage]:
    """The newest ten; one query."""
    seen = Escalation.objects.visible_to(access)
    pages = Page.objects.filter(user=user, escalation__in=seen).select_related("escalation__service")
    return [MyPage(page) for page in pages.order_by("-at", "-id")[:MOST]]
