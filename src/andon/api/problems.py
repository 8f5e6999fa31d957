"""Every refusal and failure as application/problem+json."""

import logging
import math
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from andon.kit.errors import Invalid, Refused, TooMuch
from andon.kit.rest.faults import faults_of
from andon.kit.rest.problem import MEDIA_TYPE, Problem, problem, problem_of

from .answer import Answer

_log = logging.getLogger(__name__)


class NotSignedIn(Refused):
    status = 401


class UnknownMedia(Refused):
    """The body is of a type that the endpoint does not read."""

    status = 415


def answer(said: Problem) -> HttpResponse:
    return HttpResponse(said.model_dump_json(), status=said.status, content_type=MEDIA_TYPE)


def refusal(refused: Refused) -> Answer:
    """What a caller is told who was refused."""
    headers: dict[str, str] = {}
    if isinstance(refused, TooMuch):
        headers["Retry-After"] = str(math.ceil(refused.retry_after))
    if isinstance(refused, NotSignedIn):
        headers["WWW-Authenticate"] = 'Bearer realm="Andon"'
    return Answer(refused.status, problem_of(refused).model_dump_json(), MEDIA_TYPE, headers)


def bad_fields(errors: Iterable[Any]) -> Invalid:
    """What pydantic found wrong, by name of field."""
    return Invalid(faults_of(errors, parameters=frozenset({"body", "window"})))


def register_problems(api: NinjaAPI) -> None:
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(ValidationError, _bad_fields)
    api.add_exception_handler(HttpError, _http_error)
    for missing in (Http404, ObjectDoesNotExist):
        api.add_exception_handler(
            missing, lambda *_args: answer(problem(404, _("There is nothing here that you may see.")))
        )
    api.add_exception_handler(PermissionDenied, lambda *_args: answer(problem(403, _("Your roles do not allow this."))))
    api.add_exception_handler(RequestDataTooBig, lambda *_args: answer(problem(413, _("The request is too large."))))
    for broken in (OperationalError, InterfaceError):
        api.add_exception_handler(broken, _no_database)
    api.add_exception_handler(Exception, _failed)


def _refused(request: HttpRequest, refused: Refused | type[Refused]) -> HttpResponse:
    assert isinstance(refused, Refused)
    return refusal(refused).as_response()


def _http_error(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(error, HttpError)
    # ninja wraps what the parser refused.
    if isinstance(error.__cause__, Refused):
        return _refused(request, error.__cause__)
    return answer(problem(error.status_code, str(error)))


def _bad_fields(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    return refusal(bad_fields(error.errors)).as_response()


def _no_database(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    _log.warning("the database does not answer: %s", error)
    response = answer(problem(503, _("The database does not answer just now. Try again.")))
    response["Retry-After"] = "2"
    return response


def _failed(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    _log.error("%s %s failed", request.method, request.path, exc_info=error if isinstance(error, Exception) else None)
    got_request_exception.send(sender=None, request=request)
    return answer(problem(500, _("Something went wrong here. It was logged; nothing was changed.")))
