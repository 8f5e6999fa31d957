from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.contracts.contract_in import ContractIn, contract_fields, terms_fields
from andon.contracts.facts import ContractPut
from andon.contracts.models import Contract, Terms
from andon.kit import clock
from andon.kit.errors import Invalid, Missing
from andon.timeline.actor import Actor
from andon.timeline.record import record

DAY = timedelta(days=1)


@transaction.atomic
def put_contracts(contracts: Sequence[ContractIn], *, by: Actor) -> list[Contract]:
    """Put contracts with their terms, in order; one that is refused refuses all (the API then tries one by one).

    Terms of a new first day end those before on the day before, so that the past stays judged by its own; terms of a
    known first day are corrected. Putting the same again changes and records nothing.
    """
    return [_put(given, by) for given in contracts]


def _put(given: ContractIn, by: Actor) -> Contract:
    wanted, terms = contract_fields(given), terms_fields(given)
    contract = _known(given, wanted)
    created = contract is None
    if contract is None:
        contract = Contract.objects.create(account=given.account, put_at=clock.now(), **wanted)
    changed = [] if created else _change(contract, wanted)
    changed += _put_terms(contract, given, terms)
    if changed:
        contract.put_at = clock.now()
        contract.save()
        put = ContractPut(valid_from=given.valid_from, created=created, changed=changed)
        record(put, subject=contract.subject, by=by, about=[given.account.subject])
    return contract


def _known(given: ContractIn, wanted: dict[str, Any]) -> Contract | None:
    held = Contract.objects.select_for_update()
    if given.id is not None:
        found = held.filter(id=given.id).first()
        if found is None:
            raise Missing(_("There is no such contract."))
    else:
        found = held.filter(external_id=wanted["external_id"]).first() if wanted["external_id"] else None
    if found is not None and found.account_id != given.account.id:
        raise Invalid({"account": _("This contract is another account’s.")})
    return found


def _change(contract: Contract, wanted: dict[str, Any]) -> list[str]:
    key = wanted["external_id"]
    if key and Contract.objects.filter(external_id=key).exclude(id=contract.id).exists():
        raise Invalid({"external_id": _("Another contract has this external id.")})
    changed = [name for name, value in wanted.items() if getattr(contract, name) != value]
    for name in changed:
        setattr(contract, name, wanted[name])
    return changed


def _put_terms(contract: Contract, given: ContractIn, wanted: dict[str, Any]) -> list[str]:
    """The names of what changed in the terms that begin on this day."""
    first = wanted["valid_from"]
    wanted["valid_until"] = _until_next(contract, first, wanted["valid_until"])
    terms = contract.terms.filter(valid_from=first).first()
    if terms is None:
        contract.terms.filter(valid_from__lt=first, valid_until=None).update(valid_until=first - DAY)
        contract.terms.filter(valid_from__lt=first, valid_until__gte=first).update(valid_until=first - DAY)
        terms = contract.terms.create(**wanted)
        terms.services.set(given.services)
        return sorted(wanted)
    changed = [name for name, value in wanted.items() if getattr(terms, name) != value]
    for name in changed:
        setattr(terms, name, wanted[name])
    terms.save()
    return sorted([*changed, *_set_services(terms, given)])


def _until_next(contract: Contract, first: Any, until: Any) -> Any:
    """Later terms stay as they are; these end on the day before."""
    later = contract.terms.filter(valid_from__gt=first).order_by("valid_from").first()
    if later is None:
        return until
    if until is not None and until >= later.valid_from:
        raise Invalid({"valid_until": _("Other terms begin on %(day)s.") % {"day": later.valid_from.isoformat()}})
    return until or later.valid_from - DAY


def _set_services(terms: Terms, given: ContractIn) -> list[str]:
    wanted = {service.id for service in given.services}
    if wanted == set(terms.services.values_list("id", flat=True)):
        return []
    terms.services.set(given.services)
    return ["services"]
