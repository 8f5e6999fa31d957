"""How the caller herself is reached, for programs."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest

from .actions import add_contact_method as adding_contact_method
from .actions import add_phone_number as adding_phone_number
from .actions import remove_contact_method as removing_contact_method
from .actions import send_phone_code as sending_phone_code
from .actions import send_way_check as sending_way_check
from .actions import try_contact_methods as trying_contact_methods
from .actions import verify_phone_number as verifying_phone_number
from .api_notices import router as notices
from .api_reach import router as reach
from .api_readiness import router as readiness
from .herself import herself
from .models import ContactMethod
from .models.contact_method import PHONES

router = Router(tags=["Notifications"])
router.add_router("", reach)
router.add_router("", notices)
router.add_router("", readiness)


class ContactMethodBody(Schema):
    address: str = Field(description="an e-mail address, or an Apprise URL: handed over, no receipt")
    label: str = ""


class PhoneNumberBody(Schema):
    number: str = Field(max_length=40, description="with its country, such as +351910000142")
    ways: list[Literal["sms", "voice"]] = Field(max_length=2, description="by SMS, by call, or both")


class CodeBody(Schema):
    code: str = Field(max_length=12, description="six digits that were sent to the number")


class ContactMethodOut(Schema):
    """An Apprise URL is sealed and never answered. Nothing goes to any of them before it is verified."""

    id: UUID
    channel: str
    label: str
    address: str | None
    verified_at: datetime | None

    @staticmethod
    def resolve_address(method: ContactMethod) -> str | None:
        return None if method.channel == "apprise" else method.address


class VerdictOut(Schema):
    """A wrong code is an answer, not an error: it is counted."""

    verified: bool
    why: str


class TestOut(Schema):
    channel: str
    state: str


@router.get("/contact_methods", response=list[ContactMethodOut])
def list_contact_methods(request: ApiRequest) -> Any:
    """The caller's own, beside the address that she signs in with."""
    return ContactMethod.objects.filter(user=herself(request)).order_by("id")


@router.post("/contact_methods/add_contact_method", response={201: ContactMethodOut})
def add_contact_method(request: ApiRequest, body: ContactMethodBody) -> ContactMethod:
    return adding_contact_method.add_contact_method(herself(request), **body.dict())


@router.post("/contact_methods/add_phone_number", response={201: list[ContactMethodOut]})
def add_phone_number(request: ApiRequest, body: PhoneNumberBody) -> list[ContactMethod]:
    """A code is sent to the number; `verify_phone_number` takes it. 409 while no account is connected that could."""
    return adding_phone_number.add_phone_number(herself(request), **body.dict())


@router.post("/contact_methods/{ref}/send_phone_code", response=TestOut)
def send_phone_code(request: ApiRequest, ref: UUID) -> Any:
    """Another code; three an hour to a number. The one before counts no longer."""
    return sending_phone_code.send_phone_code(_phone(request, ref))


@router.post("/contact_methods/{ref}/verify_phone_number", response=VerdictOut)
def verify_phone_number(request: ApiRequest, ref: UUID, body: CodeBody) -> Any:
    """Proves that the number is the caller's; ten minutes and five tries a code."""
    return verifying_phone_number.verify_phone_number(_phone(request, ref), code=body.code)


@router.post("/contact_methods/{ref}/remove_contact_method", response={204: None})
def remove_contact_method(request: ApiRequest, ref: UUID) -> None:
    own = ContactMethod.objects.filter(user=herself(request))
    removing_contact_method.remove_contact_method(by_ref(own, str(ref)))


@router.post("/contact_methods/{ref}/send_way_check", response=TestOut)
def send_way_check(request: ApiRequest, ref: UUID) -> Any:
    """Another link to an e-mail address or a service; opened and confirmed, the caller is reached by it."""
    return sending_way_check.send_way_check(by_ref(ContactMethod.objects.filter(user=herself(request)), str(ref)))


@router.post("/contact_methods/try_contact_methods", response=list[TestOut])
def try_contact_methods(request: ApiRequest, contact_method: UUID | None = None, sign_in: bool = False) -> Any:
    """A test message by every way by which the caller is reached; or by the one named, or the address she signs in
    with."""
    only = [contact_method] if contact_method else [None] if sign_in else None
    return trying_contact_methods.try_contact_methods(herself(request), only=only)


def _phone(request: ApiRequest, ref: UUID) -> ContactMethod:
    return by_ref(ContactMethod.objects.filter(user=herself(request), channel__in=PHONES), str(ref))
