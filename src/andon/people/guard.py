"""Who may open a screen or call an endpoint: `for_roles` on each staff screen, `only_for` in each endpoint."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from andon.kit.errors import NotAllowed

from .access import Access
from .middleware import StaffRequest
from .models import User

P = ParamSpec("P")
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]


def for_roles(*roles: str) -> Callable[[StaffView[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Signed-in users who hold one of the roles anywhere (no role named: any); others sign in, or get 403."""

    def decorate(view: StaffView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            staff = cast("StaffRequest", request)
            if not (staff.access.has(*roles) if roles else staff.access.is_staff):
                raise PermissionDenied
            return view(staff, *args, **kwargs)

        cast("Any", guarded).roles = roles
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)

    return decorate


def only_for(access: Access, *roles: str) -> None:
    """Refuse everybody who holds none of the roles anywhere."""
    if not access.has(*roles):
        raise NotAllowed(_("Your roles do not allow this."))
