"""The messages that a case shows: of its own thread, of those merged into it, and those it was split off with."""

from collections.abc import Collection, Sequence

from andon.cases.models import CarriedMessage, Case
from andon.conversations.models import Message
from andon.conversations.reads.messages_for import messages_by_id, messages_of

MOST = 500


def case_messages(homes: Sequence[Case], seen_by: Collection[str], *, limit: int = MOST) -> list[Message]:
    """The newest, oldest first; a fixed number of queries. `homes` as `homes_of` gives them."""
    found = messages_of([home.subject for home in homes], seen_by, limit=limit)
    if not any(home.split_from_id for home in homes):
        return found
    there = {message.id for message in found}
    carried = set(CarriedMessage.objects.filter(case__in=homes).values_list("message_id", flat=True)) - there
    shown = [*found, *messages_by_id(carried, seen_by)]
    return sorted(shown, key=lambda message: (message.written_at, message.id))[-limit:]


def origins(messages: Sequence[Message], case: Case, homes: Sequence[Case]) -> dict[object, str]:
    """Per message of another case's thread the reference of that case; one query, and none where all are known."""
    refs: dict[object, str] = {home.id: home.ref for home in homes}
    if foreign := {message.thread.subject_id for message in messages} - set(refs):
        refs |= {id: f"C-{number}" for id, number in Case.objects.filter(id__in=foreign).values_list("id", "number")}
    of = {message.id: message.thread.subject_id for message in messages}
    return {message: refs.get(home, "") for message, home in of.items() if home != case.id}
