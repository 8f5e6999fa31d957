"""Who opens a stream: the session's user, and which topics she may watch. Blocking: call it in a thread."""

from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from andon.people.access import access_of
from andon.people.models import User
from andon.people.topics import topics_allowed


@dataclass(frozen=True, slots=True)
class Watcher:
    user_id: UUID
    topics: list[str]


def watcher(session_key: str, topics: list[str]) -> Watcher | None:
    """None when the session is no (longer a) signed-in user's. Uses a connection only while it runs."""
    close_old_connections()
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        return None
    return Watcher(user.id, topics_allowed(access_of(user), topics))
