"""What `put_case_type` and `put_case_field` take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MOST_LABEL, MOST_HELP = 80, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTypeIn:
    """`channels` empty: cases of any channel."""

    slug: str
    labels: Mapping[str, str]
    channels: Sequence[str] = ()
    in_portal: bool = False
    is_default: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceIn:
    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFieldIn:
    """One own field; `shown_if_key` names another of the same type, `shown_if_values` its codes ("yes", "no")."""

    key: str
    labels: Mapping[str, str]
    kind: str
    helps: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[ChoiceIn] = ()
    required: str = "never"
    searchable: bool = False
    customer_sees: bool = False
    shown_if_key: str = ""
    shown_if_values: Sequence[str] = ()
    position: int = 0
