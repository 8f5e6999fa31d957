"""Who came by a signed link, and to which case."""

from dataclasses import dataclass

from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.customers.models import Contact
from andon.people.access import Access
from andon.people.links import open_link
from andon.people.models import SignedLink


@dataclass(frozen=True, slots=True)
class Visit:
    """`case`: hers; the survivor, if it was merged into another of hers."""

    case: Case
    contact: Contact


def visit(token: str) -> Visit | None:
    """None when the link is over, revoked, of another purpose, or its case is no longer its holder's."""
    link = open_link(token, PURPOSE)
    return visit_by(link) if link else None


def visit_by(link: SignedLink) -> Visit | None:
    if link.subject_kind != "case" or link.holder_kind != "contact":
        return None
    hers = Case.objects.visible_to(Access(link.holder)).with_people().select_related("merged_into")
    case = hers.filter(id=link.subject_id, contact__erased_at=None).first()
    if case and case.merged_into and case.merged_into.contact_id == case.contact_id:
        case = hers.get(id=case.merged_into.id)
    return Visit(case, case.contact) if case and case.contact else None
