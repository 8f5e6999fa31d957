"""What is asked, before it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The words in one language; the choices in the order of the question's own, or none."""

    text: str = ""
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionIn:
    """`attribute`: the key of the attribute, of the account or the contact, that answers can become. `customers`:
    agents may pass it on to them. `open_until` None: until somebody closes it."""

    text: str
    kind: str
    choices: Sequence[str] = ()
    attribute: str = ""
    attribute_of: str = "account"
    customers: bool = False
    open_until: datetime | None = None
    translations: Mapping[str, Translation] = field(default_factory=dict)
