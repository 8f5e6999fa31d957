"""What `owe` takes."""

from dataclasses import dataclass

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.kit.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationIn:
    """`source`: the update, incident or cause that makes it owed. `delivery_key`: what will tell her, if known."""

    case: Case
    kind: str
    source: Subject
    contact: Contact | None = None
    label: str = ""
    delivery_key: str = ""
