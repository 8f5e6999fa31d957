"""Signals; a row without a key of its own is known by all that it says."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from andon.kit.errors import Refused
from andon.signals.actions.receive_signals import receive_signals
from andon.signals.models import Signal
from andon.signals.rules.sources import LONGEST
from andon.signals.signal_in import SignalIn, digest_of
from andon.timeline.actor import Actor

from .contacts import EMAIL_NAMES
from .kind import CREATED, MOMENT, NUMBER, UNCHANGED, YES_NO, Field, How, Kind, Row
from .row_key import row_key

FIELDS = (
    Field(
        "text",
        _("What was said"),
        "text|review|comment|feedback|message|body|content|bewertung|kommentar|commentaire|"
        "avis|reseña|comentario|comentário|recensione|commento|antwort|answer",
    ),
    Field("external_key", _("Its key there"), "id|key|external id|review id|post id|response id"),
    Field("source", _("Said where"), "source|channel|site|quelle|source site|fuente|fonte|kanal"),
    Field(
        "happened_at",
        _("Said when"),
        "date|happened at|created|created at|posted|posted at|datum|erstellt am|fecha|data|timestamp|time",
        MOMENT,
    ),
    Field("rating", _("Rating"), "rating|stars|score|sterne|note|nps|puntuación|voto", NUMBER),
    Field("rating_best", _("The best rating"), "best rating|max rating|out of|scale|von", NUMBER),
    Field("author_name", _("Author’s name"), "author|author name|name|user|autor|auteur|autore"),
    Field("author_handle", _("Author’s handle"), "handle|user name|username|benutzername|pseudo"),
    Field("author_email", _("Author’s e-mail"), f"{EMAIL_NAMES}|author email"),
    Field("url", _("Where it stands"), "url|link|address|permalink|adresse|lien|enlace"),
    Field("language", _("Language"), "language|locale|lang|sprache|langue|idioma|lingua"),
    Field("verified", _("Verified"), "verified|verified purchase|verifiziert|vérifié|verificado", YES_NO),
)


def put(rows: Sequence[Row], how: How, by: Actor) -> Sequence[str | Refused]:
    items = [_given(row, how) for row in rows]
    digests = [digest_of(item.source.strip().lower(), item.external_key) for item in items]
    known = set(Signal.objects.filter(key_digest__in=digests).values_list("key_digest", flat=True))
    told: list[str | Refused] = []
    for digest, one in zip(digests, receive_signals(items, by=by), strict=True):
        told.append(one if isinstance(one, Refused) else UNCHANGED if digest in known else CREATED)
        known.add(digest)
    return told


def _given(row: Row, how: How) -> SignalIn:
    given: dict[str, Any] = {"text": "", **row}
    # “App Store” is app-store, as keys are written.
    given["source"] = slugify(row.get("source", ""))[:LONGEST] or how.source
    given["external_key"] = row.get("external_key") or row_key(row)
    return SignalIn(**given)


SIGNALS = Kind("signals", FIELDS, put, needed=(("text",),), free=True)
