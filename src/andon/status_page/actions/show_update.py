from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from andon.comms.models import Update
from andon.comms.models.update import State
from andon.status_page.models import Post, Publication
from andon.status_page.models.publication import Stage
from andon.status_page.posting import add_post, locked
from andon.status_page.rules.public_wording import public_wording
from andon.timeline.actor import Actor

SYSTEM = Actor.system("status_page")


@transaction.atomic
def show_update(update_id: UUID) -> list[Post]:
    """What was sent to customers, on each page whose publication follows the incident: once, without its personal
    lines, and not when it was taken back or nothing of it is for everybody."""
    update = Update.objects.select_related("incident").prefetch_related("texts").get(id=update_id)
    if update.state != State.SENT:
        return []
    following = Publication.objects.filter(incident=update.incident, follows=True, withdrawn_at=None)
    return [post for one in following.order_by("id") if (post := _show(locked(one), update))]


def _show(publication: Publication, update: Update) -> Post | None:
    if Post.objects.filter(of=publication, update_shown=update).exists():
        return None
    texts = public_texts(update, ZoneInfo(publication.page.time_zone))
    if not texts:
        return None
    stage = Stage.RESOLVED if update.final else publication.stage
    return add_post(publication, stage=stage, texts=texts, states={}, by=SYSTEM, by_itself=True, update=update)


def public_texts(update: Update, zone: ZoneInfo) -> dict[str, str]:
    """By language; times as the page says them."""
    found = {}
    for text in update.texts.all():
        with translation.override(text.locale):
            words = public_wording(text.body, _times(update, zone))
        if words:
            found[text.locale] = words
    return found


def _times(update: Update, zone: ZoneInfo) -> dict[str, str]:
    eta = update.incident.etas.first()
    moments = {"fix expected": eta.expected_at if eta else None, "next update": update.incident.next_update_at}
    return {
        name: date_format(timezone.localtime(at, zone), "H:i T") if at else _("a time we cannot say yet")
        for name, at in moments.items()
    }
