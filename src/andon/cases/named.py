"""Whom and what the API's texts name: cases, people, teams, contacts; for this caller."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from andon.catalog.models import Brand, Capability, Service
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Account, Contact
from andon.customers.reads.find_contacts import find_contacts
from andon.kit.errors import Invalid, Missing, NotAllowed, Refused
from andon.people.access import Access
from andon.people.models import Team, User
from andon.people.models.membership import Role

from .models import Case, CaseType
from .reads.case_types import case_types
from .rules.references import read_reference


def seen(access: Access, ref: str) -> Case:
    """The case of C-12 or of an id, if the caller may see it; a merged one's survivor."""
    case = Case.objects.visible_to(access).with_people().named(ref).first()
    if case is None:
        raise Missing(_("There is no %(ref)s that you may see.") % {"ref": ref[:80]})
    return case


def workable(access: Access, ref: str) -> Case:
    """One that the caller may change; a grant only shows."""
    (case,) = workable_all(access, [ref])
    return case


def workable_all(access: Access, refs: Sequence[str]) -> list[Case]:
    """In the order given, merged ones' survivors; three queries for any number."""
    read = [read_reference(ref) for ref in refs]
    through = survivors_named([one for one in read if one is not None])
    wanted = Q(id__in=set(through.values()))
    by_id = {case.id: case for case in Case.objects.visible_to(access).with_people().filter(wanted)}
    found: dict[object, Case] = {one: by_id[id] for one, id in through.items() if id in by_id}
    missing = next((ref for ref, one in zip(refs, read, strict=True) if one not in found), None)
    if missing is not None:
        raise Missing(_("There is no %(ref)s that you may see.") % {"ref": missing[:80]})
    works = set(Case.objects.workable_by(access).filter(wanted).values_list("id", flat=True))
    cases = [found[one] for one in read]
    if shown := next((case for case in cases if case.id not in works), None):
        raise NotAllowed(_("You may read %(ref)s, not change it.") % {"ref": shown.ref})
    return cases


def survivors_named(read: Sequence[int | UUID]) -> dict[int | UUID, UUID]:
    """Per number or key the case through which it is read; one query."""
    numbers, ids = [one for one in read if isinstance(one, int)], [one for one in read if isinstance(one, UUID)]
    rows = Case.objects.filter(Q(number__in=numbers) | Q(id__in=ids)).order_by()
    found: dict[int | UUID, UUID] = {}
    for id, number, into in rows.values_list("id", "number", "merged_into_id"):
        found |= {id: into or id, number: into or id}
    return found


def addressed(access: Access, ref: str) -> Case:
    """The very case that is named, merged or not, if the caller may change the one through which it is read."""
    workable(access, ref)
    named = read_reference(ref)
    return Case.objects.with_people().get(Q(number=named) if isinstance(named, int) else Q(id=named))


def user_named(text: str, field: str) -> User | None:
    """By id or e-mail; None for an empty text."""
    if not text:
        return None
    by = read_id(text)
    found = User.objects.filter(id=by) if by else User.objects.filter(email__iexact=text)
    if (user := found.first()) is None:
        raise Invalid({field: _("Nobody here is called this.")})
    return user


def owner_named(text: str, field: str) -> User | None:
    """By id or e-mail, of those who answer customers: nobody else would see the case that is hers."""
    user = user_named(text, field)
    if user and not (user.is_active and user.memberships.filter(role__in=[Role.AGENT, Role.LEAD]).exists()):
        raise Invalid({field: _("%(name)s is not an agent.") % {"name": user.name}})
    return user


def team_named(text: str, field: str) -> Team | None:
    """By id or slug; None for an empty text."""
    if not text:
        return None
    by = read_id(text)
    if (team := Team.objects.filter(id=by).first() if by else Team.objects.filter(slug=text).first()) is None:
        raise Invalid({field: _("There is no such team.")})
    return team


def brand_named(text: str, field: str = "brand") -> Brand | None:
    """By slug; None for an empty text."""
    if not text:
        return None
    if (brand := Brand.objects.filter(slug=text).first()) is None:
        raise Invalid({field: _("There is no such brand.")})
    return brand


def type_named(text: str, *, among: Sequence[CaseType] | None = None) -> CaseType | None:
    """Of those offered (`among`, where they were read already), by slug; None for an empty text."""
    if not text:
        return None
    types = case_types() if among is None else among
    if (found := next((one for one in types if one.slug == text), None)) is None:
        raise Invalid({"case_type": _("There is no such type of cases.")})
    return found


def met(email: str, name: str, locale: str, access: Access) -> Contact:
    """Who has this address. What is said of somebody known changes nothing of her."""
    if known := find_contacts([email.strip()]).get(email.strip().lower()):
        return known
    person = ContactIn(name=name or email.partition("@")[0], emails=[email], locale=locale)
    (put,) = put_contacts([person], by=access.actor)
    if isinstance(put, Refused):
        raise Invalid({field.replace("emails.0", "email"): text for field, text in _faults(put).items()})
    return put


def account_named(access: Access, text: str) -> Account | None:
    if not text:
        return None
    if (account := Account.objects.visible_to(access).filter(external_id=text).first()) is None:
        raise Invalid({"account": _("There is no such account.")})
    return account


def _faults(refused: Refused) -> dict[str, str]:
    return refused.faults if isinstance(refused, Invalid) else {"email": refused.message}


def read_id(text: str) -> UUID | None:
    """None for what is no UUID."""
    try:
        return UUID(text)
    except ValueError:
        return None


def service_named(slug: str) -> Service | None:
    """None for an empty text."""
    if not slug:
        return None
    if (found := Service.objects.filter(slug=slug[:60]).first()) is None:
        raise Invalid({"service": _("No service is called this.")})
    return found


def capability_named(slug: str) -> Capability | None:
    """None for an empty text."""
    if not slug:
        return None
    if (found := Capability.objects.select_related("service").filter(slug=slug[:60]).first()) is None:
        raise Invalid({"capability": _("Nothing that we offer is called this.")})
    return found
