"""The pages of the settings, in the order of setting up; a page that the reader may not open is not shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andon.people.access import Access


@dataclass(frozen=True, slots=True)
class SettingsPage:
    screen: str
    label: Promise
    about: Promise
    roles: tuple[str, ...] = ()


ADMINISTRATOR = ("administrator",)
SETTLES = ("administrator", "lead")
SERVES = ("administrator", "lead", "agent")
PAGES = [
    SettingsPage("people:my_profile", _("You"), _("Time zone, being away, signing in")),
    SettingsPage("notifications:my_contact_methods", _("How you are reached"), _("Where and when a page reaches you")),
    SettingsPage("notifications:my_notices", _("What you are told"), _("Kinds of notices, quiet hours")),
    SettingsPage("incidents:your_calls", _("Your calls"), _("What you declared, and what became of it"), ("agent",)),
    SettingsPage("people:users", _("People"), _("Who works here, and in which roles"), ADMINISTRATOR),
    SettingsPage("people:teams", _("Teams"), _("Who owns cases and services together"), ADMINISTRATOR),
    SettingsPage("catalog:services", _("Services"), _("What we offer, in customers’ words"), ADMINISTRATOR),
    SettingsPage("schedules:schedules", _("Schedules"), _("Who takes turns being on call"), SETTLES),
    SettingsPage("paging:policies", _("Paging policies"), _("Who is paged, after how long, for what"), SETTLES),
    SettingsPage("alerts:integration_keys", _("Alert keys"), _("How monitors reach Andon"), ADMINISTRATOR),
    SettingsPage("connections:connections", _("Connections"), _("Ties to other companies’ systems"), ADMINISTRATOR),
    SettingsPage("people:tokens", _("API tokens"), _("How programs reach Andon"), ADMINISTRATOR),
    SettingsPage("catalog:brands", _("Brands"), _("How customers see us"), ADMINISTRATOR),
    SettingsPage("status_page:status_pages", _("Status pages"), _("What everybody may see"), ADMINISTRATOR),
    SettingsPage("channels:mailboxes", _("Mailboxes"), _("Where mail comes in and leaves from"), ADMINISTRATOR),
    SettingsPage("cases:change_policy", _("Cases"), _("Whose the mailbox is, reminders, priorities"), SETTLES),
    SettingsPage("targets:target_policies", _("Promises"), _("When answers are due, for whom"), SETTLES),
    SettingsPage("targets:kept", _("Promises kept"), _("How many, by team; pauses that look wrong"), SETTLES),
    SettingsPage("targets:calendars", _("Opening hours"), _("When the clocks of promises run"), SETTLES),
    SettingsPage("cases:case_types", _("Case types"), _("What is asked about which kind of matter"), SETTLES),
    SettingsPage("imports:imports", _("Imports"), _("Customers, old cases and signals from spreadsheets"), SETTLES),
    SettingsPage("gestures:settings", _("Gestures"), _("What can be given, and up to which amount"), SETTLES),
    SettingsPage(
        "case_escalations:settings", _("Escalations"), _("To whom cases are escalated, and who is paged"), SETTLES
    ),
    SettingsPage("questions:settings", _("Questions"), _("Whose customers engineers may ask"), SETTLES),
    SettingsPage(
        "emerging:scan", _("Emerging issues"), _("How sure they must be, and how often that was right"), SETTLES
    ),
    SettingsPage(
        "suggestions:figures", _("Suggestions"), _("Duplicates and links, and how often they were right"), SETTLES
    ),
    SettingsPage("routing:routing", _("Routing"), _("How often it is right, how sure it must be"), SETTLES),
    SettingsPage("impact:rules", _("More impact, more people"), _("Who is called in when more are hit"), SETTLES),
    SettingsPage("channels:deliveries", _("What went out"), _("Every message, and what became of it"), ADMINISTRATOR),
    SettingsPage("channels:suppressions", _("Not written to"), _("Addresses whose mail comes back"), SERVES),
    SettingsPage("channels:kept_mail", _("Kept mail"), _("Mail that became no case, and why"), ADMINISTRATOR),
    SettingsPage(
        "meaning:reading", _("Reading of texts"), _("Which model understands them, and how far"), ADMINISTRATOR
    ),
    SettingsPage("console:parked_work", _("Parked work"), _("What failed too often"), ADMINISTRATOR),
]


def settings_pages(request: HttpRequest, access: Access) -> list[dict[str, object]]:
    offered = {reverse(page.screen): page for page in PAGES if not page.roles or access.has(*page.roles)}
    here = _page_of(request.path, offered)
    return [
        {"url": url, "label": page.label, "about": page.about, "current": url == here} for url, page in offered.items()
    ]


def _page_of(path: str, urls: Iterable[str]) -> str:
    """The page that a screen belongs to, also one that shows what was refused: its address begins with the page's."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")
