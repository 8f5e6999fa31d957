"""Draws the company's customers: the same every time, as the seed is the same."""

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from andon.customers.actions.put_accounts import AccountIn
from andon.customers.contact_in import ContactIn

from .accounts import (
    BRAND_FIRST,
    CONTRACTS,
    COUNTRIES,
    FEATURES,
    KNOWN,
    KNOWN_PEOPLE,
    PLATFORMS,
    SHARDS,
    SHARE,
    STEMS,
    TRADES,
    VERSIONS,
)
from .names import FIRST, LAST, POSITIONS

SEED = 20261123
ACCOUNTS, CONTACTS = 400, 1500


@dataclass(frozen=True, slots=True)
class Customers:
    accounts: list[AccountIn]
    contacts: list[ContactIn]


def seeded(name: str) -> random.Random:
    """Chance that falls the same every time, apart for each purpose."""
    return random.Random(f"{SEED}:{name}")  # noqa: S311  a story, no secret


def draw_customers(accounts: int = ACCOUNTS, contacts: int = CONTACTS) -> Customers:
    """The known ones first; fewer for quick tests."""
    chance = seeded("customers")
    drawn = [_known(chance, *row) for row in KNOWN]
    drawn += [_invented(chance, country, name) for country, name in _names(chance)]
    drawn = drawn[:accounts]
    return Customers(drawn, _people(chance, drawn, contacts))


def plain(text: str) -> str:
    """Lower-case ASCII, for addresses."""
    spelled = text.lower().replace("ß", "ss").replace("ı", "i").replace("ö", "oe").replace("ü", "ue").replace("ä", "ae")
    ascii_only = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def domain_of(account: str) -> str:
    return f"{account}.example"


def _names(chance: random.Random) -> list[tuple[str, str]]:
    """Country and name of the invented ones, each name once, countries mixed."""
    free: dict[str, list[str]] = {}
    for language, stems in STEMS.items():
        pairs = [
            f"{stem} {trade}" if language in BRAND_FIRST else f"{trade} {stem}"
            for stem, trade in product(stems, TRADES[language])
        ]
        chance.shuffle(pairs)
        free[language] = pairs
    known = [row[2] for row in KNOWN]
    wanted = [country for country, share in SHARE.items() for _ in range(share - known.count(country))]
    chance.shuffle(wanted)
    return [(country, free[COUNTRIES[country][0]].pop()) for country in wanted]


def _known(
    chance: random.Random,
    slug: str,
    name: str,
    country: str,
    tier: str,
    value: int,
    language: str,
    plan: str,
    shops: int,
) -> AccountIn:
    return _account(chance, slug, name, country, tier, value, language, plan, shops)


def _invented(chance: random.Random, country: str, name: str) -> AccountIn:
    (tier,) = chance.choices(("strategic", "growth", "standard"), (2, 22, 76))
    if tier == "strategic":
        value, plan, shops = chance.randrange(180, 320) * 1000, "Enterprise", chance.randint(18, 60)
    elif tier == "growth":
        value, plan, shops = chance.randrange(24, 90) * 1000, "Scale", chance.randint(3, 14)
    else:
        plan = chance.choice(("Start", "Grow", "Grow"))
        value, shops = chance.randrange(12, 140) * 100, chance.randint(1, 3)
    return _account(chance, plain(name), name, country, tier, value, COUNTRIES[country][0], plan, shops)


def _account(
    chance: random.Random,
    slug: str,
    name: str,
    country: str,
    tier: str,
    value: int,
    language: str,
    plan: str,
    shops: int,
) -> AccountIn:
    _language, zone, currency, _end, _phones, form = COUNTRIES[country]
    features = chance.sample(FEATURES, chance.randint(1, 4 if plan in ("Start", "Grow") else 7))
    return AccountIn(
        external_id=slug,
        name=name,
        tier=tier,
        yearly_value=Decimal(value),
        currency="EUR" if tier == "strategic" else currency,
        contract_text=f"{name} {form}. {CONTRACTS[tier]}",
        region=country,
        time_zone=zone,
        locale=language,
        attributes={
            "plan": plan,
            "client_version": _weighed(chance, VERSIONS),
            "platform": "Android/5/5.1" if slug in TABLETS else _weighed(chance, PLATFORMS),
            "features": sorted({*features, *(["1-click checkout"] if slug in TABLETS else [])}),
            "shard": SHARDS[country],
            "shops": shops,
        },
    )


def _weighed(chance: random.Random, pairs: Sequence[tuple[str, int]]) -> str:
    return chance.choices([value for value, _weight in pairs], [weight for _value, weight in pairs])[0]


TABLETS = frozenset({"acme", "bellavista", "casa-azul", "mercado-sol", "vela-mare"})
"""Whose shop tablets are of the kind that the day is about."""


def _people(chance: random.Random, accounts: Sequence[AccountIn], most: int) -> list[ContactIn]:
    by_id = {account.external_id: account for account in accounts}
    taken: set[str] = set()
    people = [
        _person(chance, by_id[account], name, position, language, taken)
        for account, name, position, language in KNOWN_PEOPLE
        if account in by_id
    ]
    crowd = [account for account in accounts for _ in range(12 if account.tier == "strategic" else 4)]
    chance.shuffle(crowd)
    everybody = [*accounts, *crowd]
    for account in everybody[: max(0, most - len(people))]:
        language = account.locale
        name = f"{chance.choice(FIRST[language])} {chance.choice(LAST[language])}"
        while _address(account, name) in taken:
            name = f"{chance.choice(FIRST[language])} {chance.choice(LAST[language])}"
        people.append(_person(chance, account, name, chance.choice(POSITIONS[language]), language, taken))
    return people


def _person(
    chance: random.Random, account: AccountIn, name: str, position: str, language: str, taken: set[str]
) -> ContactIn:
    address = _address(account, name)
    taken.add(address)
    numbers = COUNTRIES[account.region][4]
    has_phone = numbers and chance.random() < 0.45
    return ContactIn(
        name=name,
        account=account.external_id,
        position=position,
        locale=language,
        emails=[address],
        phones=[_number(numbers, taken, chance)] if has_phone else [],
        handles=[plain(name).replace("-", "_") + f"_{len(taken)}"] if chance.random() < 0.05 else [],
    )


def _number(pattern: str, taken: set[str], chance: random.Random) -> str:
    """Of the numbers that are kept free for stories, each once."""
    most = 100 if "02d" in pattern else 1000
    number = pattern.format(chance.randrange(most))
    while number in taken:
        number = pattern.format(chance.randrange(most))
    taken.add(number)
    return number


def _address(account: AccountIn, name: str) -> str:
    first, _space, last = name.partition(" ")
    if account.external_id == "acme" and name == "Dana Whitfield":
        return "dana@acme.example"
    return f"{plain(first)}.{plain(last)}@{domain_of(account.external_id)}"
