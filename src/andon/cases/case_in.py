"""What `open_cases` takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from andon.cases.models import Case, CaseType
from andon.cases.reads.case_types import live_fields
from andon.cases.rules.fields import ALWAYS, checked_fields, missing_fields
from andon.catalog.models import Brand
from andon.channels.models import Mailbox
from andon.conversations.message_in import AttachmentIn
from andon.customers.models import Account, Contact
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.people.models import Team, User

MOST_TAGS, MOST_COPIES = 20, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIn:
    """One case to open. The account is the contact's unless named; `external_key` makes twice impossible.

    `owner` None: the least loaded available member of the team gets it. `receipt` False: nobody is
    written to. `asked`: of whom what is always needed is demanded; of a mail nothing is. `brand` None is the default;
    `proposed_copies` wait for an agent's yes. `priority` "" is the usual one.
    """

    title: str
    body: str = ""
    contact: Contact | None = None
    account: Account | None = None
    team: Team | None = None
    brand: Brand | None = None
    mailbox: Mailbox | None = None
    owner: User | None = None
    channel: str = "api"
    locale: str = ""
    tags: Sequence[str] = ()
    order_number: str = ""
    priority: str = ""
    steps_tried: Sequence[str] = ()
    copies: Sequence[str] = ()
    proposed_copies: Sequence[str] = ()
    verified: bool = False
    receipt: bool = True
    external_key: str = ""
    follow_up_of: Case | None = None
    html: str = ""
    quoted: str = ""
    attachments: Sequence[AttachmentIn] = ()
    message_id: str | None = None
    in_reply_to: str = ""
    original: str = ""
    case_type: CaseType | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    asked: Literal["", "customer", "all"] = ""

    def checked(self) -> "CaseIn":
        """With its texts trimmed; raises Invalid by the name of the field."""
        return replace(
            self,
            title=clean(" ".join(self.title.split()), "title", 200, required=True),
            body=clean(self.body, "body", 100_000),
            tags=clean_tags(self.tags),
            order_number=clean(self.order_number, "order_number", 60),
            steps_tried=[clean(step, "steps_tried", 300) for step in self.steps_tried if step.strip()],
            external_key=clean(self.external_key, "external_key", 200),
            account=self.account or (self.contact.account if self.contact else None),
            locale=self.locale or (self.contact.speaks if self.contact else "en"),
            copies=list(dict.fromkeys(address.strip().lower() for address in self.copies))[:MOST_COPIES],
            fields=self._checked_fields(),
        )

    def _checked_fields(self) -> dict[str, Any]:
        definitions = live_fields(self.case_type)
        values = checked_fields(self.fields, {}, definitions)
        faults = missing_fields(values, definitions, ALWAYS, customer=self.asked == "customer") if self.asked else {}
        if faults:
            raise Invalid(faults)
        return values


def clean_tags(tags: Sequence[str]) -> list[str]:
    """Lower case, each once, at most twenty."""
    said = (clean(tag, "tags", 40).lower().lstrip("#") for tag in tags)
    return list(dict.fromkeys(tag for tag in said if tag))[:MOST_TAGS]
