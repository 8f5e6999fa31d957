from uuid import UUID

from django.utils.translation import gettext as _

from andon.emerging.models import EmergingIssue
from andon.kit.errors import Missing
from andon.people.access import Access


def find_issue(ref: str, access: Access, *, for_work: bool = False) -> EmergingIssue:
    """The issue of E-3 or of a key; Missing for one that she may not see, or (`for_work`) may not decide on."""
    seen = EmergingIssue.objects.workable_by(access) if for_work else EmergingIssue.objects.visible_to(access)
    related = seen.select_related("service__owner", "capability", "incident", "merged_into")
    found = related.filter(number=number).first() if (number := _number(ref)) else None
    found = found or (related.filter(id=key).first() if (key := _key(ref)) else None)
    if found is None:
        raise Missing(_("There is no %(ref)s that you may see.") % {"ref": ref[:80]})
    return found


def _number(ref: str) -> int | None:
    digits = ref[2:] if ref[:2].upper() == "E-" else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _key(ref: str) -> UUID | None:
    try:
        return UUID(ref)
    except ValueError:
        return None
