"""What one person was summoned for, and how the last tests of her ways went."""

from dataclasses import dataclass

from andon.channels.models import Delivery
from andon.channels.reads.how_it_went import how_it_went
from andon.paging.actions.try_contact_methods import PURPOSE
from andon.paging.models import ContactMethod, Escalation, Page
from andon.paging.rules.why import Why
from andon.people.access import Access
from andon.people.models import User

from .way_name import way_name
from .who_was_paged import Way

MOST = 10


@dataclass(frozen=True, slots=True)
class MyPage:
    page: Page

    @property
    def headline(self) -> str:
        return Why.load(self.page.escalation.why).headline


def my_pages(user: User, access: Access) -> list[MyPage]:
    """The newest ten; one query."""
    seen = Escalation.objects.visible_to(access)
    pages = Page.objects.filter(user=user, escalation__in=seen).select_related("escalation__service")
    return [MyPage(page) for page in pages.order_by("-at", "-id")[:MOST]]


def my_tests(user: User) -> list[Way]:
    """The newest ten messages; two queries."""
    labels = dict(ContactMethod.objects.filter(user=user, channel="apprise").values_list("address", "label"))
    tests = Delivery.objects.filter(subject_kind="user", subject_id=user.id, purpose=PURPOSE).order_by("-at", "key")
    return [Way(way_name(test, labels), how_it_went(test)) for test in tests[:MOST]]
