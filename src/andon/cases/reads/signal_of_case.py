from andon.cases.models import Case
from andon.people.access import Access
from andon.signals.models import Signal


def signal_of_case(case: Case, access: Access) -> Signal | None:
    """The signal that the case was opened from, if the reader may see it; one query, none for other cases."""
    if case.channel != "signal":
        return None
    return Signal.objects.visible_to(access).filter(became_kind="case", became_id=case.id).first()
