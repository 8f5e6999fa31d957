"""What the link of a check or a test opens: what is to be confirmed, and by whom."""

from dataclasses import dataclass

from andon.notifications.actions.send_way_check import PURPOSE as WAY
from andon.notifications.actions.try_contact_methods import KIND as TEST
from andon.notifications.models import ContactMethod, SelfTest
from andon.people.links import open_link
from andon.people.models import User


@dataclass(frozen=True, slots=True)
class OpenedCheck:
    checked: ContactMethod | SelfTest
    person: User
    is_done: bool


def opened_check(token: str) -> OpenedCheck | None:
    """None when the link is unknown, over or revoked, when what it is about is gone, or its holder works here no
    longer."""
    if link := open_link(token, WAY):
        method = ContactMethod.objects.select_related("user").filter(id=link.subject_id).first()
        return _of(method, done=method.verified_at is not None) if method else None
    if link := open_link(token, TEST):
        test = SelfTest.objects.select_related("user").filter(id=link.subject_id).first()
        return _of(test, done=test.confirmed_at is not None) if test else None
    return None


def _of(checked: ContactMethod | SelfTest, *, done: bool) -> OpenedCheck | None:
    return OpenedCheck(checked, checked.user, done) if checked.user.is_active else None
