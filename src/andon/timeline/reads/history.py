"""What happened to these subjects, as far as the reader may see it."""

from collections.abc import Collection, Iterable

from andon.kit.subject import Subject
from andon.timeline.models import RecordedFact


def history(subjects: Iterable[Subject], *, seen_by: Collection[str], limit: int = 200) -> list[RecordedFact]:
    """The newest `limit` facts about any of the subjects, oldest first."""
    facts = RecordedFact.objects.filter(
        about__overlap=[subject.key for subject in subjects], seen_by__in=list(seen_by)
    ).order_by("-at", "-id")[:limit]
    return list(reversed(facts))
