"""The company fits together: whatever one table names, another one has."""

import re
from datetime import UTC, datetime, timedelta
from string import ascii_letters

import pytest

from andon.comms.rules.placeholders import unknown_placeholders
from andon.demo.company import accounts, alerts, life, services, staff
from andon.demo.company.draw import ACCOUNTS, CONTACTS, draw_customers
from andon.demo.company.threads import conversations
from andon.demo.company.troubles import TROUBLES
from andon.demo.fill.house import first_on_call_since

SLUGS = {slug for slug, _name, _team, _text in services.SERVICES}
TEAMS = {slug for slug, _name, _department in staff.TEAMS}
NAMES = {name for name, _zone, _roles in staff.PEOPLE}
FILLED_IN = {"first", "order", "amount", "ref", "n", "k", "product", "domain"}


def test_there_are_as_many_as_promised() -> None:
    drawn = draw_customers()
    agents = [name for name, _zone, roles in staff.PEOPLE if any(role == "agent" for role, _team in roles)]
    assert (len(drawn.accounts), len(drawn.contacts)) == (ACCOUNTS, CONTACTS) == (400, 1500)
    assert (len(SLUGS), len(agents)) == (30, 12)


def test_what_goes_on_beside_is_of_the_house() -> None:
    assert {service for service, _name, _minutes in life.HEARTBEATS} <= set(services.WATCHED)
    assert {service for service, _kind, _summary, _who in life.CHANGES} <= set(services.WATCHED)
    assert {who for *_rest, who in life.CHANGES} | {view[0] for view in life.VIEWS} <= NAMES


def test_it_is_the_same_every_time() -> None:
    assert draw_customers() == draw_customers()


def test_accounts_and_addresses_are_there_once() -> None:
    drawn = draw_customers()
    assert len({account.external_id for account in drawn.accounts}) == len(drawn.accounts)
    assert len({contact.emails[0] for contact in drawn.contacts}) == len(drawn.contacts)
    phones = [phone for contact in drawn.contacts for phone in contact.phones]
    assert len(set(phones)) == len(phones)


def test_nobody_real_can_be_reached() -> None:
    for contact in draw_customers().contacts:
        assert re.fullmatch(r"[a-z.-]+@[a-z0-9-]+\.example", contact.emails[0])


def test_names_fit_the_language_and_the_account_exists() -> None:
    drawn = draw_customers()
    ids = {account.external_id: account for account in drawn.accounts}
    for contact in drawn.contacts[len(accounts.KNOWN_PEOPLE) :]:
        assert contact.locale == ids[contact.account].locale
        assert contact.name.split()[0][0] in ascii_letters + "ÉÁ"


def test_services_belong_to_teams_and_need_known_services() -> None:
    assert {team for _slug, _name, team, _text in services.SERVICES} <= TEAMS
    assert {service for _slug, _name, service in services.CAPABILITIES} <= SLUGS
    assert {one for pair in services.NEEDS for one in pair} <= SLUGS
    assert set(services.WATCHED) <= SLUGS
    assert {service for service, *_rest in alerts.ALERTS} <= set(services.WATCHED)


def test_rotas_name_people_of_their_team() -> None:
    roles = {name: held for name, _zone, held in staff.PEOPLE}
    for _slug, _name, team, members in staff.ROTAS:
        assert all(("responder", team) in roles[member] for member in members)
    assert {*staff.NEXT_IN_LINE.values(), *(name for row in staff.AWAY for name in row[:2])} <= NAMES
    assert len({staff.email_of(name) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("hour", [0, 8, 9, 23])
@pytest.mark.parametrize("day", range(1, 15))
def test_the_first_of_a_rota_is_on_call_now(day: int, hour: int) -> None:
    now = datetime(2026, 11, day, hour, 30, tzinfo=UTC)
    for members in (1, 2, 3):
        since = now - first_on_call_since(now, members)
        assert since > timedelta(weeks=3)
        assert since // timedelta(weeks=1) % members == 0


def test_conversations_are_reports_that_get_answers() -> None:
    for language, found in conversations().items():
        assert len(found) >= 6
        for one in found:
            assert one.language == language
            assert one.service in SLUGS
            assert one.titles
            assert one.said[0][0] == "C"
            texts = " ".join([*one.titles, *one.notes, *(text for _who, text in one.said)])
            assert set(re.findall(r"{(\w+)}", texts)) <= FILLED_IN


def test_troubles_are_told_in_words_that_can_be_filled_in() -> None:
    for trouble in TROUBLES:
        assert set(trouble.services) <= SLUGS
        for words in (trouble.first, trouble.final):
            assert not words or "en" in words
            assert not [name for text in words.values() for name in unknown_placeholders(text)]
            # Whoever reported is told in her own language.
            assert not words or {language for language, _title, _text in trouble.reports} <= set(words) | {"pt"}
