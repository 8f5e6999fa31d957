"""The REST API: every room's router under /api/v1, behind one door."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import module_has_submodule
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.router import Router

from .document import complete
from .door import through_the_door
from .parser import StrictParser
from .problems import register_problems


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the action."""
        return operation.view_func.__name__

    def get_root_path(self, path_params: Any) -> str:
        return "/api/v1/"

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        return complete(super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params))


def _mount_rooms(api: Api) -> None:
    """A room that has an `api.py` is mounted at the root; its own paths carry its nouns."""
    for config in apps.get_app_configs():
        if config.label in settings.ROOMS_AND_SLICES and config.module and module_has_submodule(config.module, "api"):
            router: Router = import_module(f"{config.name}.api").router
            api.add_router("", router)


api = Api(title="Andon", version="1", urls_namespace="api", docs_url=None, parser=StrictParser())
api.add_decorator(through_the_door, mode="view")
register_problems(api)
_mount_rooms(api)
