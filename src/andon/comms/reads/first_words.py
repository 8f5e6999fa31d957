"""What stands in the form of an update before anybody types: words to change, never sent unread."""

from uuid import UUID

from andon.comms.models import Update
from andon.conversations.models import Message
from andon.incidents.models import Incident
from andon.incidents.readers import classes_for
from andon.people.access import Access


def first_words(incident: Incident, access: Access, *, message: str = "", draft: str = "") -> dict[str, str]:
    """Of a message of the line that she reads, of a draft, or of what is safe to say; by field."""
    if (said := _message(incident, access, message)) is not None:
        return {"text_en": said.body}
    if draft.isdecimal():
        found = Update.objects.filter(incident=incident, number=int(draft[:4])).prefetch_related("texts").first()
        if found is not None:
            return {f"text_{text.locale}": text.body for text in found.texts.all()}
    safe = incident.customer_text
    return {"text_en": f"Hello {{first name}},\n\n{safe}\n\n{{owner}}"} if safe else {}


def _message(incident: Incident, access: Access, id: str) -> Message | None:
    try:
        key = UUID(id)
    except ValueError:
        return None
    on_line = Message.objects.standing().filter(thread__subject_kind="incident", thread__subject_id=incident.id)
    return on_line.for_audience(classes_for(incident, access)).filter(id=key).first()
