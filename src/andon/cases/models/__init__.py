from .blocked_sender import BlockedSender
from .bulk_item import BulkItem
from .bulk_run import BulkRun
from .carried_message import CarriedMessage
from .case import Case
from .case_field import CaseField
from .case_type import CaseType
from .draft import Draft
from .grant import Grant
from .merge import Merge
from .obligation import Obligation
from .participant import Participant
from .policy import CasePolicy
from .proposed_copy import ProposedCopy
from .saved_view import SavedView
from .step_tried import StepTried
from .view_pin import ViewPin

__all__ = [
    "BlockedSender",
    "BulkItem",
    "BulkRun",
    "CarriedMessage",
    "Case",
    "CaseField",
    "CasePolicy",
    "CaseType",
    "Draft",
    "Grant",
    "Merge",
    "Obligation",
    "Participant",
    "ProposedCopy",
    "SavedView",
    "StepTried",
    "ViewPin",
]
