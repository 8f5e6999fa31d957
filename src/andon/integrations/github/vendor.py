"""GitHub tells of changes: they show beside the alerts of their service."""

import secrets as random_bytes
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.alerts.actions.note_change import note_change
from andon.alerts.models import ChangeEvent
from andon.alerts.models.change_event import Kind
from andon.catalog.models import Service
from andon.connections.external import link_external, local_of
from andon.connections.models import Connection, ExternalLink, IncomingDelivery
from andon.connections.rules.arrived import Arrived
from andon.connections.rules.signatures.over_body import github
from andon.connections.vendor import Field, Secrets, Told, Vendor
from andon.kit.errors import Refused
from andon.kit.subject import Subject

from .rules.change import DEPLOYMENTS, PUSHES, RELEASES, Change, change_of, repository_of

_WHAT = (
    (DEPLOYMENTS, _("deployments that ended")),
    (PUSHES, _("pushes to the main branch")),
    (RELEASES, _("published releases")),
)
# A push alone has not reached anybody yet.
_KINDS = {DEPLOYMENTS: Kind.DEPLOY, RELEASES: Kind.DEPLOY, PUSHES: Kind.OTHER}


def _services() -> list[tuple[str, str]]:
    return list(Service.objects.order_by("name").values_list("slug", "name"))


class GitHub(Vendor):
    slug = "github"
    title = "GitHub"
    about = _("Deployments, pushes and releases show beside the alerts of their service")
    icon = "code"
    # GitHub sends no more.
    most_bytes = 25 * 1024 * 1024
    incoming_hint = _(
        "In the repository or organisation: Settings, Webhooks, Add webhook. Paste this address and the secret, and"
        " choose the events Deployment statuses, Pushes and Releases."
    )
    fields = (
        Field("service", _("Its changes are those of"), kind="choice", choices=_services, required=True),
        Field(
            "what", _("What counts as a change"), kind="choices", choices=_WHAT, required=True,
            usual=[DEPLOYMENTS, RELEASES],
        ),
        Field("repositories", _("Only of these repositories"), hint=_("owner/name, with commas; empty: of all.")),
        Field("environments", _("Only to these environments"), hint=_("With commas; empty: to all.")),
        Field("signing", _("Webhook secret"), secret=True, made=True),
    )  # fmt: skip

    def make_secret(self, name: str) -> str:
        return random_bytes.token_hex(32)

    def is_genuine(self, arrived: Arrived, connection: Connection, secrets: Secrets) -> bool:
        return github(arrived, secrets.get("signing", []))

    def read(self, arrived: Arrived, connection: Connection) -> Told:
        event, payload = arrived.header("X-GitHub-Event"), payload_of(arrived)
        action = payload.get("action")
        return Told(
            id=arrived.header("X-GitHub-Delivery"),
            kind=f"{event}.{action}" if isinstance(action, str) else event,
            order=repository_of(payload),
            headers={"X-GitHub-Event": event, "Content-Type": arrived.header("Content-Type")},
        )

    def take(self, delivery: IncomingDelivery, connection: Connection) -> str:
        payload = payload_of(delivery.arrived)
        change = change_of(delivery.headers["x-github-event"], payload)
        if change is None:
            return "not a change"
        if why := _left_out(change, repository_of(payload), connection.settings):
            return why
        return _note(change, repository_of(payload), delivery, connection)


def payload_of(arrived: Arrived) -> Mapping[str, Any]:
    """GitHub sends JSON, or a form that holds it. Raises Refused for anything else."""
    if arrived.header("Content-Type").startswith("application/x-www-form-urlencoded"):
        (inner,) = [text for name, text in arrived.form if name == "payload"][:1] or [""]
        arrived = Arrived(
            method=arrived.method, url=arrived.url, headers=arrived.headers, body=inner.encode(), now=arrived.now
        )
    payload = arrived.json
    if not isinstance(payload, dict):
        raise Refused("The payload is no object.")
    return payload


def _left_out(change: Change, repository: str, settings: Mapping[str, Any]) -> str:
    """Why this connection does not want it; "" where it does."""
    if change.what not in settings["what"]:
        return "not asked for"
    if (wanted := _named(settings["repositories"])) and repository.lower() not in wanted:
        return "of another repository"
    environments = _named(settings["environments"])
    if change.what == DEPLOYMENTS and environments and change.environment.lower() not in environments:
        return "to another environment"
    return ""


def _told_elsewhere(change: Change, service: Service) -> Subject | None:
    """The change as another connection told of it: a repository's and its organisation's may be of one service."""
    same = ExternalLink.objects.filter(
        connection__vendor=GitHub.slug, external_kind=change.what, external_id=change.id, local_kind="change_event"
    )
    found = ChangeEvent.objects.filter(service=service, id__in=same.values("local_id")).first()
    return Subject("change_event", found.id) if found else None


def _named(text: str) -> set[str]:
    return {name.strip().lower() for name in text.split(",") if name.strip()}


def _note(change: Change, repository: str, delivery: IncomingDelivery, connection: Connection) -> str:
    # Held, so that what two connections are told at this moment is noted once.
    service = Service.objects.select_for_update(no_key=True).filter(slug=connection.settings["service"]).first()
    if service is None:
        return "its service is gone"
    # GitHub tells of one push or deployment more than once, and people replay.
    if change.id and local_of(connection, change.what, change.id):
        return "known already"
    if change.id and (other := _told_elsewhere(change, service)):
        link_external(connection, change.what, change.id, other, url=change.url)
        return "known already, by another connection"
    noted = note_change(
        service,
        kind=_KINDS[change.what],
        summary=change.summary,
        source=repository,
        at=delivery.received_at,
        who=change.who,
        environment=change.environment,
        link=change.url,
    )
    if change.id:
        link_external(connection, change.what, change.id, Subject("change_event", noted.id), url=change.url)
    return ""
