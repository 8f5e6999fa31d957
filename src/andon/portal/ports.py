"""What this room offers to lower rooms."""

from andon.cases.portal_link import PURPOSE
from andon.kit.subject import Subject
from andon.people.models import SignedLink
from andon.people.topics import register_link_topics

from .visit import visit_by


def topics_of(link: SignedLink) -> list[str]:
    """Her case, and what it was merged into. What concerns it (its incidents) is told as news about it, what was
    handed over as news about her."""
    visit = visit_by(link)
    if visit is None:
        return []
    through = [Subject("case", visit.case.merged_into_id).key] if visit.case.merged_into_id else []
    return [visit.case.subject.key, visit.contact.subject.key, *through]


register_link_topics(PURPOSE, topics_of)
