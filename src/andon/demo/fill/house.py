"""Fernhill itself: teams, people, services, and who is on call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.cases.actions.change_policy import change_policy
from andon.catalog.actions.connect_services import connect_services
from andon.catalog.actions.put_brand import put_brand
from andon.catalog.actions.put_capabilities import CapabilityIn, put_capabilities
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Service
from andon.demo.company import services as said
from andon.demo.company import staff
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.paging.models import Policy
from andon.people.actions.create_team import create_team
from andon.people.actions.create_user import create_user
from andon.people.actions.grant_role import grant_role
from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import Schedule
from andon.timeline.actor import Actor

DEMO = Actor.system("demo")


@dataclass(frozen=True, slots=True)
class House:
    """`keys`: the routing key of each monitored service, in clear."""

    teams: dict[str, Team]
    people: dict[str, User]
    services: dict[str, Service]
    keys: dict[str, str]

    def person(self, name: str) -> User:
        return self.people[name]

    def agents(self, team: str) -> list[User]:
        return [self.people[name] for name, _zone, roles in staff.PEOPLE if ("agent", team) in roles]


def build_house(now: datetime) -> House:
    teams = {slug: create_team(slug=slug, name=name, department=dep, by=DEMO) for slug, name, dep in staff.TEAMS}
    people = {name: _person(name, zone, roles, teams) for name, zone, roles in staff.PEOPLE}
    put_brand(
        slug="fernhill",
        name="Fernhill",
        portal_name="Fernhill",
        mail_name="Fernhill",
        signature="Fernhill Commerce",
        by=DEMO,
    )
    services = _services(teams)
    _on_call(now, teams, people, services)
    change_policy(
        reminder_days=[2, 5],
        auto_close_days=7,
        default_team=teams[staff.CARE],
        by=DEMO,
    )
    keys = {
        slug: create_integration_key(services[slug], name="Prometheus Alertmanager", by=DEMO)[1]
        for slug in said.WATCHED
    }
    return House(teams, people, services, keys)


def _person(name: str, zone: str, roles: Sequence[tuple[str, str | None]], teams: dict[str, Team]) -> User:
    user = create_user(email=staff.email_of(name), name=name, time_zone=zone, by=DEMO)
    for role, team in roles:
        grant_role(user, role=role, team=teams[team] if team else None, by=DEMO)
    return user


def _services(teams: dict[str, Team]) -> dict[str, Service]:
    given = [
        ServiceIn(slug=slug, name=name, owner=teams[team], description=text) for slug, name, team, text in said.SERVICES
    ]
    services = {service.slug: service for service in put_services(given, by=DEMO)}
    put_capabilities(
        [
            CapabilityIn(slug=slug, name=name, service=services[service], position=10 * position)
            for position, (slug, name, service) in enumerate(said.CAPABILITIES, start=1)
        ],
        by=DEMO,
    )
    for one, other in said.NEEDS:
        connect_services(services[one], needs=services[other], by=DEMO)
    return services


def _on_call(now: datetime, teams: dict[str, Team], people: dict[str, User], services: dict[str, Service]) -> None:
    policies: dict[str, Policy] = {}
    for slug, name, team, members in staff.ROTAS:
        first = put_schedule(
            slug=slug,
            name=name,
            team=teams[team],
            members=[people[member] for member in members],
            starts_at=first_on_call_since(now, len(members)),
            by=DEMO,
        )
        steps = _steps(first, staff.NEXT_IN_LINE.get(slug), people)
        policies[team] = put_policy(slug=slug, name=teams[team].name, team=teams[team], steps=steps, by=DEMO, repeat=1)
    for service in services.values():
        bind_policy(service, policy=policies[service.owner.slug], by=DEMO)


def _steps(first: Schedule, second: str | None, people: dict[str, User]) -> list[StepIn]:
    last = people[staff.LEAD]
    steps = [StepIn(targets=[first], wait_minutes=5)]
    if second:
        steps.append(StepIn(targets=[people[second]], wait_minutes=10))
    return [*steps, StepIn(targets=[last], wait_minutes=15)]


def first_on_call_since(now: datetime, members: int) -> datetime:
    """A Monday, 09:00, from which weekly turns give the first member this week's."""
    monday = (now - timedelta(days=now.weekday())).astimezone(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    if monday > now:
        monday -= timedelta(days=7)
    return monday - timedelta(days=7 * members * (1 + 6 // members))
