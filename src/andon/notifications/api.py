"""How the caller herself is reached, for programs."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from andon.kit.errors import NotAllowed
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest
from andon.people.models import User

from .actions import add_contact_method as adding_contact_method
from .actions import add_phone_number as adding_phone_number
from .actions import remove_contact_method as removing_contact_method
from .actions import send_phone_code as sending_phone_code
from .actions import try_contact_methods as trying_contact_methods
from .actions import verify_phone_number as verifying_phone_number
from .models import ContactMethod
from .models.contact_method import PHONES

router = Router(tags=["Notifications"])


class ContactMethodBody(Schema):
    address: str = Field(description="an e-mail address, or an Apprise URL: handed over, no receipt")
    label: str = ""


class PhoneNumberBody(Schema):
    number: str = Field(max_length=40, description="with its country, such as +351910000142")
    ways: list[Literal["sms", "voice"]] = Field(max_length=2, description="by SMS, by call, or both")


class CodeBody(Schema):
    code: str = Field(max_length=12, description="six digits that were sent to the number")


class ContactMethodOut(Schema):
    """An Apprise URL is sealed and never answered. No page goes to a phone number before it is verified."""

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
    return ContactMethod.objects.filter(user=_herself(request)).order_by("id")


@router.post("/contact_methods/add_contact_method", response={201: ContactMethodOut})
def add_contact_method(request: ApiRequest, body: ContactMethodBody) -> ContactMethod:
    return adding_contact_method.add_contact_method(_herself(request), **body.dict())


@router.post("/contact_methods/add_phone_number", response={201: list[ContactMethodOut]})
def add_phone_number(request: ApiRequest, body: PhoneNumberBody) -> list[ContactMethod]:
    """A code is sent to the number; `verify_phone_number` takes it. 409 while no account is connected that could."""
    return adding_phone_number.add_phone_number(_herself(request), **body.dict())


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
    own = ContactMethod.objects.filter(user=_herself(request))
    removing_contact_method.remove_contact_method(by_ref(own, str(ref)))


@router.post("/contact_methods/try_contact_methods", response=list[TestOut])
def try_contact_methods(request: ApiRequest) -> Any:
    """A test message by every way by which the caller is paged."""
    return trying_contact_methods.try_contact_methods(_herself(request))


def _phone(request: ApiRequest, ref: UUID) -> ContactMethod:
    return by_ref(ContactMethod.objects.filter(user=_herself(request), channel__in=PHONES), str(ref))


def _herself(request: ApiRequest) -> User:
    if request.access.user_id is None:
        raise NotAllowed("An integration is not paged. Use a token that acts for a person.")
    return User.objects.get(id=request.access.user_id)
