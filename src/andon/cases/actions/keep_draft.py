import hashlib
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.forgetting import plan_forgetting
from andon.cases.models import Case, Draft
from andon.cases.models.draft import KINDS
from andon.cases.rules.drafts import merged
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean


@transaction.atomic
def keep_draft(case: Case, *, user: UUID, kind: str, body: str, version: int, base: str = "") -> Draft:
    """Keep what she types, for thirty days. If another window kept something since `version`, both texts are kept.

    Her own and no change of the case, so there is no fact. A text that was sent meanwhile is not kept again.
    """
    if kind not in KINDS:
        raise Invalid({"kind": _("A draft is for the customer or for agents.")})
    # Not trimmed: she is still typing. What cannot be stored is refused.
    clean(body, "body", 100_000)
    Draft.objects.get_or_create(user_id=user, case=case, kind=kind, defaults={"kept_at": clock.now()})
    draft = Draft.objects.select_for_update().get(user_id=user, case=case, kind=kind)
    if version != draft.version:
        if draft.sent and draft.sent == digest_of(body):
            return draft
        body = merged(base, draft.body, body)
    if body == draft.body and version == draft.version:
        return draft
    draft.body, draft.version, draft.kept_at = body[:100_000], draft.version + 1, clock.now()
    draft.save(update_fields=["body", "version", "kept_at"])
    plan_forgetting()
    return draft


def digest_of(body: str) -> str:
    return hashlib.sha256(body.strip().encode(errors="replace")).hexdigest()
