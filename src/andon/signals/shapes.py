"""What the API takes about signals."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from .signal_in import SignalIn


class SignalBody(Schema):
    text: str
    source: str = Field(description="forum, review, social, product_feedback, survey, other, or a key of your own")
    external_key: str = Field("", description="its name at the source; the same again gives back the signal it has")
    author_name: str = ""
    author_handle: str = ""
    author_email: str = ""
    url: str = Field("", description="where it stands")
    happened_at: datetime | None = Field(None, description="now when empty")
    rating: float | None = Field(None, description="out of rating_best")
    rating_best: float = 5
    language: str = Field("", description="such as en or pt-BR")
    attributes: dict[str, Any] = {}
    verified: bool = Field(False, description="whether the source vouches for its author")

    def given(self) -> SignalIn:
        return SignalIn(**self.dict())
