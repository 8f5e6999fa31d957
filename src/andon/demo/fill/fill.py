"""Fills an empty database with Fernhill and three weeks of its life, through the rooms' own actions."""

import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.models import Case
from andon.cases.rules.lifecycle import OUR_TURN
from andon.customers.models import Contact
from andon.demo.company import draw, staff
from andon.demo.company.services import SERVICES
from andon.demo.company.threads import Conversation, conversations
from andon.demo.company.troubles import TROUBLES, Trouble
from andon.demo.company.words import BEFORE, HAND_OVER
from andon.demo.sink.store import Sink
from andon.kit import clock
from andon.people.actions.go_away import go_away
from andon.work.engine.inline import run_due_work

from .alerts import write_alerts
from .cases import Matter, in_working_hours, moments
from .contracts import sign_contracts
from .customers import Clientele, welcome_customers
from .diary import Diary, stand_at
from .house import DEMO, House, build_house
from .into_sink import mail_goes_into
from .life import write_life
from .surveys import tell_week_before
from .troubles import PastTrouble

LANGUAGES = (("en", 42), ("de", 19), ("es", 11), ("fr", 11), ("it", 9), ("pt", 8))
"""In which language customers report, of a hundred."""

BILLING = frozenset({"invoices", "payouts"})


@dataclass(frozen=True, slots=True)
class Size:
    accounts: int = draw.ACCOUNTS
    contacts: int = draw.CONTACTS
    days: int = 21
    cases_a_day: int = 15
    this_morning: int = 52
    said_elsewhere: bool = False
    """Whether the week before is told by surveys: a history of few cases is too short to know what is usual."""


@dataclass(frozen=True, slots=True)
class Company:
    house: House
    clientele: Clientele


def fill(now: datetime, sink: Sink, tell: Callable[[str], None], size: Size | None = None) -> Company:
    """History up to now. Mails go into the sink, nobody is really paged; domain time is wall time again afterwards."""
    size = size or Size()
    begin = now - timedelta(days=size.days)
    with ExitStack() as stack:
        stack.callback(clock.set_shift, None)
        stack.enter_context(mail_goes_into(sink))
        with connection.cursor() as cursor:
            # History can be made again; it need not wait for the disk at each step.
            cursor.execute("SET synchronous_commit = off")
        stand_at(begin - timedelta(days=1))
        tell("The company: teams, services, who is on call")
        house = build_house(now)
        tell(f"{size.accounts} accounts, {size.contacts} contacts")
        clientele = welcome_customers(size.accounts, size.contacts)
        if size.said_elsewhere:
            tell_week_before(begin - timedelta(days=1))
        diary = Diary(begin, now)
        _write_diary(diary, house, clientele, size)
        diary.add(now - timedelta(minutes=8), lambda: sign_contracts(now))
        diary.play(lambda at: tell(f"{at:%a %d %b}"))
        _this_morning(now, house)
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")
    return Company(house, clientele)


def _write_diary(diary: Diary, house: House, clientele: Clientele, size: Size) -> None:
    chance = draw.seeded("history")
    talks = conversations()
    teams = {slug: team for slug, _name, team, _text in SERVICES}
    # The reporters of the day that is played have nothing open yet; what they asked before is told apart.
    known = {contact for address, contact in clientele.by_address.items() if address.split("@")[1] in _PLAYED}
    people = {language: [one for one in found if one not in known] for language, found in clientele.by_language.items()}
    reports = [(at, False) for at in moments(chance, diary.begin, diary.end - timedelta(minutes=6), size.cases_a_day)]
    reports += [(diary.end - timedelta(minutes=chance.uniform(7, 225)), True) for _ in range(size.this_morning)]
    for at, this_morning in reports:
        contact, talk = _who_and_what(chance, people, talks)
        billing = teams[talk.service] == "finance" or talk.service in BILLING
        team = house.teams[staff.BILLING_CARE] if billing else None
        Matter(diary, chance, contact, talk, team, this_morning=this_morning).begin(at)
    for days_ago, address, name in BEFORE:
        if size.days > days_ago and address in clientele.by_address:
            contact = clientele.by_address[address]
            (talk,) = [one for found in talks.values() for one in found if one.name == name]
            at = in_working_hours(diary.end - timedelta(days=days_ago, hours=2))
            Matter(diary, chance, contact, talk, None, to_the_end=True).begin(at)
    for trouble in TROUBLES:
        declared = _when(trouble, diary.end)
        if declared - timedelta(minutes=trouble.declared_after) > diary.begin:
            reporters = [chance.choice(people[language]) for language, _title, _words in trouble.reports]
            PastTrouble(diary, house, chance, trouble, reporters).begin(declared)
    write_alerts(diary, house, chance)
    write_life(diary, house, draw.seeded("life"))


_PLAYED = frozenset(
    {"acme.example", "bellavista.example", "casa-azul.example", "mercado-sol.example", "vela-mare.example"}
)


def _who_and_what(
    chance: random.Random, people: dict[str, list[Contact]], talks: dict[str, list[Conversation]]
) -> tuple[Contact, Conversation]:
    languages, weights = zip(*LANGUAGES, strict=True)
    (language,) = chance.choices(languages, weights)
    return chance.choice(people[language] or people["en"]), chance.choice(talks[language])


def _when(trouble: Trouble, now: datetime) -> datetime:
    """On its day, else a working day, at its hour."""
    if trouble.at is None:
        return now - timedelta(hours=5)
    hour, minute = trouble.at
    day = (now - timedelta(days=trouble.days_ago)).replace(hour=hour, minute=minute, second=0, microsecond=0)
    while day.weekday() >= 5 or trouble.weekday not in (None, day.weekday()):
        day -= timedelta(days=1)
    return day


def _this_morning(now: datetime, house: House) -> None:
    """Who is away, some cases in the queue, and Alice with the least on her desk: she takes the first reports."""
    stand_at(now)
    for name, stand_in, days in staff.AWAY:
        user = house.person(name)
        go_away(user, until=now + timedelta(days=days), stand_in=house.person(stand_in), by=user.actor)
    alice, care = house.person(staff.AGENT), house.teams[staff.CARE]
    open_cases = Case.objects.filter(status__in=OUR_TURN, team=care)
    others = [user for user in house.agents(staff.CARE) if user != alice and not user.is_away(now)]
    least = min(open_cases.filter(owner=other).count() for other in others)
    if mine := list(open_cases.filter(owner=alice).order_by("due_at")[least:]):
        hand_over_cases(mine, to_team=care, reason="I take this morning's first reports", by=alice.actor)
    away = list(open_cases.filter(owner=house.person(staff.AWAY[0][0])))
    if away:
        hand_over_cases(away, to_user=house.person(staff.AWAY[0][1]), reason=HAND_OVER[0], by=DEMO)
    run_due_work()
