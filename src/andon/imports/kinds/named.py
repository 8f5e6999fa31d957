"""Whom and what cells name; each one query or two for a chunk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from andon.customers.models import Account
from andon.kit.errors import Invalid
from andon.people.models import Team, User
from andon.people.models.membership import Role


def accounts_named(texts: Iterable[str]) -> dict[str, list[Account]]:
    """The accounts of each external id or, where none has it, of each name."""
    wanted = {text for text in texts if text and "\0" not in text}
    found: dict[str, list[Account]] = defaultdict(list)
    by_name: dict[str, list[Account]] = defaultdict(list)
    for account in Account.objects.filter(Q(external_id__in=wanted) | Q(name__in=wanted)) if wanted else []:
        if account.external_id in wanted:
            found[str(account.external_id)].append(account)
        by_name[account.name].append(account)
    return {text: found.get(text) or by_name.get(text, []) for text in wanted}


def one_account(text: str, named: Mapping[str, list[Account]], field: str = "account") -> Account | None:
    """None for an empty text; raises Invalid when there is none, or more than one of this name."""
    if not text:
        return None
    found = named.get(text, [])
    if not found:
        raise Invalid({field: _("There is no account of this external id or name.")})
    if len(found) > 1:
        raise Invalid({field: _("More than one account has this name; give the external id.")})
    return found[0]


def teams_named(texts: Iterable[str]) -> dict[str, Team]:
    """By slug or name, whatever the case."""
    wanted = {text.casefold() for text in texts if text}
    found = {}
    for team in Team.objects.all() if wanted else []:
        for name in (team.name.casefold(), team.slug):
            if name in wanted:
                found[name] = team
    return found


def owners_named(texts: Iterable[str]) -> dict[str, User]:
    """Of those who answer customers, by e-mail or by a name that only one of them has."""
    wanted = {text.casefold() for text in texts if text}
    if not wanted:
        return {}
    called: dict[str, set[UUID]] = defaultdict(set)
    people = {}
    for user in User.objects.filter(memberships__role__in=[Role.AGENT, Role.LEAD]).distinct():
        people[user.id] = user
        called[user.name.casefold()].add(user.id)
        called[user.email.casefold()].add(user.id)
    return {name: people[min(ids)] for name, ids in called.items() if name in wanted and len(ids) == 1}
