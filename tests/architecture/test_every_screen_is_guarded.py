"""Every screen states who may use it, and others get nothing: asked of each address as each role."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from andon.people.models import User
from andon.people.models.membership import Role
from tests.cast import person

# Screens without sign-in, and what guards them instead.
OPEN = {
    "people:welcome": "a one-time signed link",
    "people:sign_in_by_link": "a one-time signed link",
    "channels:provider_inbound": "the password in its address, and the provider's signature where it signs",
    "channels:provider_tracking": "the password in its address, and the provider's signature where it signs",
    "notifications:reached": "a signed link of one check and person",
    "notifications:confirm_reached": "a signed link of one check and person",
    "paging:summons": "a signed link of one page and person",
    "paging:acknowledge_by_link": "a signed link of one page and person",
    "paging:decline_by_link": "a signed link of one page and person",
    "paging:snooze_by_link": "a signed link of one page and person",
    "paging:escalate_by_link": "a signed link of one page and person",
    "schedules:read_feed": "the secret in its address, of one person, revocable",
    "connections:incoming": "the signature of a vendor by a live secret of the connection",
    "connections:incoming_below": "the same",
}
OPEN_ROOMS = {
    "portal": "customers: signed links, limits per address and network",
    "api": "the REST API's door asks for a token",
}
SAMPLES = {"uuid": str(UUID(int=1)), "slug": "none", "str": "none", "int": "1", "path": "none"}


def screens() -> Iterator[tuple[str, str, object]]:
    """The name, a sample address and the view of every screen of ours."""
    for resolver in get_resolver().url_patterns:
        yield from walk(resolver, "", "")


def walk(found: URLPattern | URLResolver, room: str, prefix: str) -> Iterator[tuple[str, str, object]]:
    if isinstance(found, URLResolver):
        for inner in found.url_patterns:
            yield from walk(inner, found.app_name or room, prefix + sample(found))
    elif room:
        yield f"{room}:{found.name}", "/" + prefix + sample(found), found.callback


def sample(found: URLPattern | URLResolver) -> str:
    route = str(found.pattern)
    for name, converter in found.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        route = route.replace(f"<{kind}:{name}>", SAMPLES[kind])
    return route


def guarded() -> list[tuple[str, str, tuple[str, ...]]]:
    return [(name, path, view.roles) for name, path, view in screens() if hasattr(view, "roles")]


def test_every_screen_states_who_may_use_it() -> None:
    silent = {name for name, _path, view in screens() if not hasattr(view, "roles")}
    assert {name for name in silent if name not in OPEN and name.split(":")[0] not in OPEN_ROOMS} == set()
    assert len(guarded()) > 30


@pytest.mark.django_db
def test_the_signed_out_sign_in_first() -> None:
    let_in = {name for name, path, _roles in guarded() if ask(Client(), path) != {302}}
    assert let_in == set()


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_other_roles_get_nothing(role: str) -> None:
    client = signed_in(person(f"{role.title()} Only", (role, None)))
    let_in = {name for name, path, roles in guarded() if roles and role not in roles and ask(client, path) != {403}}
    assert let_in == set()


@pytest.mark.django_db
def test_without_a_role_there_is_nothing() -> None:
    client = signed_in(person("Nobody Here"))
    assert {name for name, path, _roles in guarded() if ask(client, path) != {403}} == set()


def ask(client: Client, path: str) -> set[int]:
    """The answers to GET and POST, without those for a method that the screen does not know."""
    return {client.get(path).status_code, client.post(path, {}).status_code} - {405}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
