"""What the bodies of many cases name, found in one or two queries a kind, whatever their number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andon.catalog.models import Brand
from andon.customers.models import Account, Contact
from andon.customers.reads.find_contacts import find_contacts
from andon.kit.errors import Conflict, Invalid, Missing
from andon.kit.rest.refs import by_refs
from andon.kit.text import clean
from andon.people.access import Access
from andon.people.models import Team, User
from andon.people.models.membership import Role

from .case_in import CaseIn
from .models import Case
from .named import read_id, survivors_named, type_named
from .reads.case_types import case_types
from .rules.references import read_reference
from .shapes import CaseBody
from .thread_shapes import files_of

T = TypeVar("T")
_ANSWERING = (Role.AGENT, Role.LEAD)
_NO_ACCOUNT = gettext_lazy("There is no such account.")
_NO_TEAM = gettext_lazy("There is no such team.")
_NO_BRAND = gettext_lazy("There is no such brand.")
_NO_CONTACT = gettext_lazy("There is no such contact.")
_NOBODY = gettext_lazy("Nobody here is called this.")


class Named:
    """Everybody and everything that a batch names and this caller may name."""

    def __init__(self, bodies: Sequence[CaseBody], access: Access) -> None:
        contacts = Contact.objects.visible_to(access).select_related("account").filter(erased_at=None)
        self._contacts = _found(
            lambda refs: by_refs(contacts, refs, human="external_id"), (body.contact for body in bodies)
        )
        self._people = _found(find_contacts, (address_of(body) for body in bodies if not body.contact))
        self._accounts = _found(
            lambda refs: Account.objects.visible_to(access).in_bulk(refs, field_name="external_id"),
            (body.account for body in bodies),
        )
        self._teams = _found(
            lambda refs: by_refs(Team.objects.all(), refs, human="slug"), (body.team for body in bodies)
        )
        self._brands = _found(
            lambda refs: Brand.objects.in_bulk(refs, field_name="slug"), (body.brand for body in bodies)
        )
        self._types = case_types() if any(body.case_type for body in bodies) else []
        self._owners = _found(_users, (body.owner for body in bodies))
        self._followed = _found(lambda refs: _cases(refs, access), (body.follow_up_of for body in bodies))
        self._hidden = _found(lambda keys: _hidden(keys, access), (_key(body) for body in bodies))

    def case_in(self, body: CaseBody) -> CaseIn:
        """Raises what is wrong with it, by the name of the field."""
        if self._hidden.get(clean(body.external_key, "external_key", 200)):
            raise Conflict(_("A case that you may not see has this external key."))
        return CaseIn(
            title=body.title,
            body=body.body,
            contact=self._contact(body),
            account=_one(self._accounts, body.account, "account", _NO_ACCOUNT),
            team=_one(self._teams, body.team, "team", _NO_TEAM),
            brand=_one(self._brands, body.brand, "brand", _NO_BRAND),
            owner=self._owner(body.owner),
            channel=body.channel,
            locale=body.locale,
            tags=body.tags,
            order_number=body.order_number,
            priority=body.priority,
            steps_tried=body.steps_tried,
            copies=body.copies,
            verified=body.verified,
            receipt=body.receipt,
            external_key=body.external_key,
            follow_up_of=self._case(body.follow_up_of),
            attachments=files_of(body),
            case_type=type_named(body.case_type, among=self._types),
            fields=body.fields,
            asked="all" if body.case_type else "",
        )

    def _contact(self, body: CaseBody) -> Contact | None:
        if body.contact:
            return _one(self._contacts, body.contact, "contact", _NO_CONTACT)
        return self._people.get(address_of(body))

    def _owner(self, ref: str) -> User | None:
        user = _one(self._owners, ref.lower(), "owner", _NOBODY)
        if user and not (user.is_active and any(held.role in _ANSWERING for held in user.memberships.all())):
            raise Invalid({"owner": _("%(name)s is not an agent.") % {"name": user.name}})
        return user

    def _case(self, ref: str) -> Case | None:
        if ref and ref not in self._followed:
            raise Missing(_("There is no %(ref)s that you may see.") % {"ref": ref[:80]})
        return self._followed.get(ref)


def _found(find: Callable[[list[str]], Mapping[str, T]], refs: Iterable[str]) -> Mapping[str, T]:
    """No query where nothing is named."""
    wanted = list(dict.fromkeys(ref for ref in refs if ref))
    return find(wanted) if wanted else {}


def _one(found: Mapping[str, T], ref: str, field: str, missing: Promise) -> T | None:
    if ref and ref not in found:
        raise Invalid({field: str(missing)})
    return found.get(ref)


def address_of(body: CaseBody) -> str:
    """As contacts' addresses are kept."""
    return body.email.strip().lower()


def _key(body: CaseBody) -> str:
    """As keys are kept; one that cannot be kept hides nothing, and is refused with its case."""
    try:
        return clean(body.external_key, "external_key", 200)
    except Invalid:
        return ""


def _users(refs: list[str]) -> dict[str, User]:
    """By id or e-mail, in lower case."""
    ids = {ref.lower(): key for ref in refs if (key := read_id(ref))}
    names = [ref.lower() for ref in refs if ref.lower() not in ids]
    users = User.objects.annotate(lower=Lower("email")).filter(Q(id__in=ids.values()) | Q(lower__in=names))
    found: dict[object, User] = {}
    for user in users.prefetch_related("memberships"):
        found |= {user.id: user, user.email.lower(): user}
    return {ref: found[key] for ref, key in (ids | {name: name for name in names}).items() if key in found}


def _cases(refs: list[str], access: Access) -> dict[str, Case]:
    """A merged one is its survivor."""
    read = {ref: one for ref in refs if (one := read_reference(ref)) is not None}
    through = survivors_named(list(read.values()))
    found = Case.objects.visible_to(access).with_people().in_bulk(set(through.values()))
    return {ref: found[through[one]] for ref, one in read.items() if through.get(one) in found}


def _hidden(keys: list[str], access: Access) -> dict[str, bool]:
    """A key gives back the case that it has, but not to somebody who may not see that case or its survivor."""
    taken = Case.objects.filter(external_key__in=keys).order_by()
    seen = Case.objects.visible_to(access).filter(id__in=Case.objects.through(taken).values("id")).order_by()
    hidden = taken.exclude(id__in=seen.values("id")).exclude(merged_into__isnull=False, merged_into__in=seen)
    return {str(key): True for key in hidden.values_list("external_key", flat=True)}
