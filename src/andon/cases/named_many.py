"""What a batch of the API names, looked up all at once: as many statements for one item as for a thousand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Account, Contact
from andon.customers.reads.find_contacts import find_contacts
from andon.kit.errors import Invalid, Missing, Refused
from andon.kit.rest.refs import by_refs
from andon.people.access import Access
from andon.people.models import Membership, Team, User
from andon.people.models.membership import Role

from .case_in import CaseIn
from .models import Case
from .rules.references import read_reference
from .shapes import CaseBody
from .thread_shapes import files_of


def cases_in(items: Sequence[CaseBody], access: Access) -> list[CaseIn | Refused]:
    """Each item with the rows that it names, or what is wrong with it, in order.

    Who is met for the first time becomes a contact of no account; what is said of somebody known changes nothing of
    her. An item that is refused makes nobody known.
    """
    names = _look_up(items, access)
    faults = [_fault(item, names) for item in items]
    met = meet(
        [_writer(item) for item, fault in zip(items, faults, strict=True) if _is_met(item) and not fault], access
    )
    return [fault or _case_in(item, names, met) for item, fault in zip(items, faults, strict=True)]


def meet(people: Sequence[ContactIn], access: Access) -> dict[str, Contact | Refused]:
    """By her address in lower case: who is known, and the others made known now, or why they cannot be."""
    wanted = {person.emails[0].lower(): person for person in reversed(people)}
    found: dict[str, Contact | Refused] = dict(find_contacts(wanted)) if wanted else {}
    new = [email for email in wanted if email not in found]
    put = put_contacts([wanted[email] for email in new], by=access.actor) if new else []
    return found | {email: _said_of_one(one) for email, one in zip(new, put, strict=True)}


def _said_of_one(put: Contact | Refused) -> Contact | Refused:
    """The field as the caller named it: one address, not the first of a list."""
    if isinstance(put, Contact):
        return put
    faults = put.faults if isinstance(put, Invalid) else {"email": put.message}
    return Invalid({field.replace("emails.0", "email"): text for field, text in faults.items()})


@dataclass(frozen=True, slots=True)
class _Names:
    """Each by what was written; `answering` are those who can own a case."""

    contacts: Mapping[str, Contact]
    accounts: Mapping[str, Account]
    teams: Mapping[str, Team]
    owners: Mapping[str, User]
    answering: frozenset[UUID]
    cases: Mapping[str, Case]


def _look_up(items: Sequence[CaseBody], access: Access) -> _Names:
    contacts = Contact.objects.visible_to(access).select_related("account").filter(erased_at=None)
    accounts = Account.objects.visible_to(access).filter(external_id__in=_written(item.account for item in items))
    users = User.objects.annotate(low=Lower("email"))
    owners = by_refs(users, _written(item.owner.lower() for item in items), human="low")
    roles = Membership.objects.filter(user__in=list(owners.values()), user__is_active=True)
    return _Names(
        contacts=by_refs(contacts, _written(item.contact for item in items), human="external_id"),
        accounts={account.external_id or "": account for account in accounts},
        teams=by_refs(Team.objects.all(), _written(item.team for item in items), human="slug"),
        owners=owners,
        answering=frozenset(roles.filter(role__in=[Role.AGENT, Role.LEAD]).values_list("user_id", flat=True)),
        cases=_cases(_written(item.follow_up_of for item in items), access),
    )


def _written(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _cases(refs: Sequence[str], access: Access) -> dict[str, Case]:
    read = {ref: read_reference(ref) for ref in refs}
    numbers = [one for one in read.values() if isinstance(one, int)]
    ids = [one for one in read.values() if isinstance(one, UUID)]
    if not numbers and not ids:
        return {}
    known: dict[object, Case] = {}
    for case in Case.objects.visible_to(access).with_people().filter(Q(number__in=numbers) | Q(id__in=ids)):
        known |= {case.number: case, case.id: case}
    return {ref: known[one] for ref, one in read.items() if one in known}


def _fault(item: CaseBody, names: _Names) -> Refused | None:
    """The first name that names nothing, or nobody who may."""
    if item.contact and item.contact not in names.contacts:
        return Invalid({"contact": _("There is no such contact.")})
    if item.account and item.account not in names.accounts:
        return Invalid({"account": _("There is no such account.")})
    if item.team and item.team not in names.teams:
        return Invalid({"team": _("There is no such team.")})
    if item.owner and (fault := _owner_fault(item.owner, names)):
        return Invalid({"owner": fault})
    if item.follow_up_of and item.follow_up_of not in names.cases:
        return Missing(_("There is no %(ref)s that you may see.") % {"ref": item.follow_up_of[:80]})
    return None


def _owner_fault(text: str, names: _Names) -> str:
    """Nobody else would see the case that is hers."""
    owner = names.owners.get(text.lower())
    if owner is None:
        return _("Nobody here is called this.")
    return "" if owner.id in names.answering else _("%(name)s is not an agent.") % {"name": owner.name}


def _is_met(item: CaseBody) -> bool:
    return bool(item.email and not item.contact)


def _writer(item: CaseBody) -> ContactIn:
    email = item.email.strip()
    return ContactIn(name=item.name or email.partition("@")[0], emails=[email], locale=item.locale)


def _case_in(item: CaseBody, names: _Names, met: Mapping[str, Contact | Refused]) -> CaseIn | Refused:
    contact = names.contacts.get(item.contact)
    if _is_met(item):
        known = met[item.email.strip().lower()]
        if isinstance(known, Refused):
            return known
        contact = known
    return CaseIn(
        title=item.title,
        body=item.body,
        contact=contact,
        account=names.accounts.get(item.account),
        team=names.teams.get(item.team),
        owner=names.owners.get(item.owner.lower()),
        channel=item.channel,
        locale=item.locale,
        tags=item.tags,
        order_number=item.order_number,
        steps_tried=item.steps_tried,
        copies=item.copies,
        verified=item.verified,
        receipt=item.receipt,
        external_key=item.external_key,
        follow_up_of=names.cases.get(item.follow_up_of),
        attachments=files_of(item),
    )
