from .emerging_issue import EmergingIssue
from .report import Report
from .scan_state import ScanState

__all__ = ["EmergingIssue", "Report", "ScanState"]
