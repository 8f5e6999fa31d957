"""Which live topics a signed-in user may watch, and which the holder of a signed link does. Rooms register theirs in
`ports.py`; an unknown kind or purpose is refused."""

from collections.abc import Callable
from uuid import UUID

from andon.kit.subject import Subject

from .access import Access
from .models import SignedLink

EVERYTHING = "all"
MOST_TOPICS = 64
MayWatch = Callable[[Access, UUID], bool]
TopicsOfLink = Callable[[SignedLink], list[str]]


def _herself(access: Access, id: UUID) -> bool:
    return access.user_id == id


def _own_team(access: Access, id: UUID) -> bool:
    return bool(access.roles.get(id) or access.roles.get(None))


_kinds: dict[str, MayWatch] = {"user": _herself, "team": _own_team}
_purposes: dict[str, TopicsOfLink] = {}


def register_topic(kind: str, may_watch: MayWatch) -> None:
    """Called at start-up by the room that the kind belongs to: `register_topic("case", lambda access, id: …)`."""
    _kinds[kind] = may_watch


def register_link_topics(purpose: str, topics: TopicsOfLink) -> None:
    """Called at start-up by the room whose screen a link of this purpose opens; no topics: not (any more)."""
    _purposes[purpose] = topics


def purposes_with_topics() -> list[str]:
    return list(_purposes)


def topics_of_link(link: SignedLink) -> list[str]:
    """What the screen behind the link watches."""
    return _purposes[link.purpose](link)


def topics_allowed(access: Access, topics: list[str]) -> list[str]:
    """Those of the topics that she may watch; what is no topic, or not hers, is left out."""
    return [topic for topic in dict.fromkeys(topics) if _is_allowed(access, topic)]


def _is_allowed(access: Access, topic: str) -> bool:
    if not access.is_staff:
        return False
    if topic == EVERYTHING:
        return True
    try:
        subject = Subject.parse(topic)
    except ValueError:
        return False
    may_watch = _kinds.get(subject.kind)
    return may_watch is not None and may_watch(access, subject.id)
