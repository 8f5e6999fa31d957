"""An answer of the API before it is a response of Django or of the bare part."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpResponse


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: str
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_response(self) -> HttpResponse:
        return HttpResponse(
            self.content, status=self.status, content_type=self.content_type, headers=dict(self.headers)
        )
