from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.kit.errors import Refused
from andon.timeline.actor import Actor

from .open_cases import open_cases


def open_case(item: CaseIn, *, by: Actor) -> Case:
    """Open one case; raises why it was refused. An external key that has a case already gives that case back."""
    (opened,) = open_cases([item], by=by)
    if isinstance(opened, Refused):
        raise opened
    return opened
