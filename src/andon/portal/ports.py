"""What this room offers to lower rooms."""

from andon.cases.portal_link import PURPOSE
from andon.people.models import SignedLink
from andon.people.topics import register_link_topics

from .visit import visit_by


def topics_of(link: SignedLink) -> list[str]:
    """Her case; what concerns it (its incidents) is told as news about it, what was handed over as news about her."""
    visit = visit_by(link)
    return [visit.case.subject.key, visit.contact.subject.key] if visit else []


register_link_topics(PURPOSE, topics_of)
