"""What the API answers about mails of a case."""

from datetime import datetime

from ninja import Schema
from pydantic import Field


class ProofOut(Schema):
    by: str = Field(description="dmarc, dkim, or empty: not proved")
    domain: str
    checked: str = Field(description="server, andon or nobody")
    results: dict[str, str]


class ProposedOut(Schema):
    """Stood in copy of a mail whose sender nothing proves; `add_participant` with the address puts her in copy."""

    address: str
    proposed_at: datetime
