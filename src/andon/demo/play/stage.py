"""What the players of the day share."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.urls import reverse

from andon.cases.models import Case
from andon.demo.fill.house import House
from andon.demo.sink.store import Received, Sink
from andon.emerging.models import EmergingIssue
from andon.incidents.models import Incident
from andon.people.links import make_link
from andon.people.models import User

from .browser import Browser, Unexpected
from .doors import ApiDoor, MailDoor
from .narrator import Narrator

Found = TypeVar("Found")
_PATIENCE = 40.0


@dataclass
class Stage:
    """`sent` counts the reports; `begun` is when the day began, `first_report` when the first was taken in. `issue`: what
    emerged, with how many reports in how many languages; `silent`: accounts that match and have not written."""

    house: House
    sink: Sink
    mails_url: str
    mail: MailDoor
    shop: ApiDoor
    narrator: Narrator
    begun: datetime
    sent: int = 0
    first_report: float = 0.0
    first_page: float = 0.0
    incident: Incident | None = None
    issue: EmergingIssue | None = None
    issue_reports: int = 0
    issue_languages: int = 0
    silent: int = 0
    called: int = 0
    browsers: dict[str, Browser] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return settings.BASE_URL

    @property
    def the_incident(self) -> Incident:
        assert self.incident is not None
        return self.incident

    @property
    def incident_path(self) -> str:
        return f"/incidents/{self.the_incident.ref}/"

    def at(self, path: str) -> str:
        return self.url + path

    def browser_of(self, user: User) -> Browser:
        """Signed in by a link, once."""
        if user.name not in self.browsers:
            self.browsers[user.name] = Browser(self.url)
            self.browsers[user.name].sign_in(sign_in_link(user))
        return self.browsers[user.name]

    def wait(self, look: Callable[[], Found | None], what: str, *, seconds: float = _PATIENCE) -> Found:
        """Until it is there; the story cannot go on without."""
        end = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > end:
                raise Unexpected(f"waited {seconds:.0f} s in vain for {what}")
            self.narrator.tick()
            time.sleep(0.03)
        return found

    def case_of(self, address: str) -> Case:
        """The case that somebody opened on this day."""
        cases = Case.objects.with_people().filter(
            contact__points__kind="email", contact__points__value=address, opened_at__gte=self.begun
        )
        return self.wait(cases.order_by("-number").first, f"the case of {address}")

    def mail_to(self, address: str, having: str, *, nth: int = 1) -> Received:
        """The nth mail of the day to an address that has these words."""

        def look() -> Received | None:
            found = [one for one in self.sink.to(address) if having in words_of(one)]
            return found[nth - 1] if len(found) >= nth else None

        return self.wait(look, f"a mail to {address} with {having!r}")

    def mail_link(self, one: Received) -> str:
        return f"{self.mails_url}/{one.number}"


def sign_in_link(user: User) -> str:
    token = make_link("sign_in", user.subject, user.actor, timedelta(days=1))
    return settings.BASE_URL + reverse("people:welcome", args=[token])


def words_of(one: Received) -> str:
    part = one.mail().get_body(("plain",))
    return str(part.get_content()) if part else ""


def link_in(one: Received, path: str) -> str:
    """The first link of a mail that leads below a path of ours."""
    found = re.search(rf"https?://[^\s]+?{re.escape(path)}[^\s]+", words_of(one))
    if found is None:
        raise Unexpected(f"the mail {one.number} has no link to {path}")
    return found[0]
