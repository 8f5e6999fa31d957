"""What at a vendor is what of ours. Called by a vendor's slice, inside the transaction of its change."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.kit.subject import Subject

from .models import Connection, ExternalLink


def link_external(
    connection: Connection,
    kind: str,
    id: str,
    local: Subject,
    *,
    ours: bool = False,
    sole: bool = True,
    url: str = "",
    version: str = "",
) -> ExternalLink:
    """Note that they belong together; noting it again changes nothing. Raises Conflict where one of them belongs to
    another already (for ours: where it is `sole`)."""
    now = clock.now()
    fresh = {"url": url, "version": version, "ours": ours, "sole": sole, "made_at": now, "seen_at": now}
    try:
        with transaction.atomic():
            link, _made = ExternalLink.objects.get_or_create(
                connection=connection,
                external_kind=kind,
                external_id=id,
                defaults={"local_kind": local.kind, "local_id": local.id, **fresh},
            )
    except IntegrityError:
        raise Conflict(_("It is linked to another one already.")) from None
    if link.local != local:
        raise Conflict(_("It is linked to another one already."))
    return link


def local_of(connection: Connection, kind: str, id: str) -> ExternalLink | None:
    """The link of something at the vendor; `.local` is ours."""
    return ExternalLink.objects.filter(connection=connection, external_kind=kind, external_id=id).first()


def external_of(connection: Connection, local: Subject, kind: str) -> ExternalLink | None:
    """The link of something of ours to its counterpart of this kind; the newest, where there may be several."""
    links = ExternalLink.objects.filter(connection=connection, local_kind=local.kind, local_id=local.id)
    return links.filter(external_kind=kind).order_by("-made_at", "-id").first()


def links_of(local: Subject) -> list[ExternalLink]:
    """Everything that something of ours is linked to, with the connections; one query."""
    links = ExternalLink.objects.filter(local_kind=local.kind, local_id=local.id)
    return list(links.select_related("connection").order_by("made_at", "id"))


def saw_version(link: ExternalLink, version: str) -> bool:
    """Whether this version is newer than any seen before; it is now the last one seen.

    Versions are compared as text: hand in what sorts as it ages, such as an ISO 8601 instant in UTC or a padded number.
    """
    newer = ExternalLink.objects.filter(pk=link.pk, version__lt=version)
    return newer.update(version=version, seen_at=clock.now()) == 1


def unlink_external(link: ExternalLink) -> None:
    """They belong together no longer."""
    link.delete()
