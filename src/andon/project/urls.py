"""Every room's screens. A room that has a `urls.py` is mounted at the root; its own patterns carry its prefix."""

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

urlpatterns: list[URLPattern | URLResolver] = [path("accounts/", include("allauth.urls"))]
urlpatterns += [
    path("", include(f"{config.name}.urls"))
    for config in apps.get_app_configs()
    if config.label in settings.ROOMS_AND_SLICES and config.module and module_has_submodule(config.module, "urls")
]
