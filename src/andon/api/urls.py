"""The API and its documentation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from andon.kit.rest.problem import problem

from .main import api
from .problems import answer
from .screens.docs import docs


def _finished(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A wrong method is a problem like others, and nothing of the API is kept by caches."""

    @csrf_exempt
    @wraps(view)
    def finished(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = answer(problem(405, _("This address does not take this method.")))
            response["Allow"] = allowed
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return finished


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    return answer(problem(404, _("There is no such endpoint.")))


_endpoints = [found for found in api.urls[0] if isinstance(found, URLPattern) and found.name != "api-root"]
# `/users/create_user` before `/users/{ref}`, in whatever order a room lists them.
_endpoints.sort(key=lambda found: "<" in str(found.pattern))
for _endpoint in _endpoints:
    _endpoint.callback = _finished(_endpoint.callback)

app_name = "api"
urlpatterns = [
    path("api/v1/docs", docs, name="docs"),
    path("api/v1/", include(_endpoints)),
    re_path(r"^api/", nothing_here),
]
