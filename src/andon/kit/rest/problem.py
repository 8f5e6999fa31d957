"""application/problem+json (RFC 9457): what a refusal looks like on every door that speaks JSON."""

from http import HTTPStatus

from django.utils.translation import gettext as _
from ninja import Schema

from andon.kit.errors import Invalid, Refused

MEDIA_TYPE = "application/problem+json"
# The documentation names each type at this place.
TYPE = "/api/v1/docs#{}"


class Fault(Schema):
    """One bad field; nested ones with dots and positions: `cases.3.title`. "" is the whole."""

    field: str
    message: str


class Problem(Schema):
    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


def problem(status: int, detail: str, faults: dict[str, str] | None = None) -> Problem:
    """The problem of an HTTP status, with the text per bad field."""
    found = HTTPStatus(status)
    return Problem(
        type=TYPE.format(found.name.lower().replace("_", "-")),
        title=found.phrase,
        status=status,
        detail=detail,
        errors=[Fault(field=field, message=message) for field, message in (faults or {}).items()],
    )


def problem_of(refused: Refused) -> Problem:
    """What an action refused, for a caller that is a program."""
    if isinstance(refused, Invalid):
        return problem(refused.status, _("Some fields are not right."), refused.faults)
    return problem(refused.status, refused.message)
