"""Who opens a stream, and which topics: the session's user, or the holder of a signed link. Blocking: call it in a
thread."""

from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from andon.kit.subject import Subject
from andon.people.access import access_of
from andon.people.links import open_link
from andon.people.models import User
from andon.people.topics import purposes_with_topics, topics_allowed, topics_of_link


@dataclass(frozen=True, slots=True)
class Watcher:
    """`who` is a user or a signed link."""

    who: Subject
    topics: list[str]


def watcher(session_key: str, topics: list[str]) -> Watcher | None:
    """None when the session is no (longer a) signed-in user's. Uses a connection only while it runs."""
    close_old_connections()
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        return None
    return Watcher(user.subject, topics_allowed(access_of(user), topics))


def watcher_of_link(token: str) -> Watcher | None:
    """None when the token is of no screen that is live, or is over."""
    close_old_connections()
    links = (open_link(token, purpose) for purpose in purposes_with_topics())
    link = next((link for link in links if link is not None), None)
    return Watcher(Subject("signed_link", link.id), topics_of_link(link)) if link else None
