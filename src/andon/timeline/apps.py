from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import autodiscover_modules, module_has_submodule


class TimelineConfig(AppConfig):
    name = "andon.timeline"

    def ready(self) -> None:
        """Find every room's facts, tasks and reactions."""
        autodiscover_modules("facts", "due", "ports")
        _register_all_reactions()


def _register_all_reactions() -> None:
    from .reactions import register_reactions

    for config in apps.get_app_configs():
        if config.module and config.name != "andon.timeline" and module_has_submodule(config.module, "reactions"):
            register_reactions(import_module(f"{config.name}.reactions").REACTIONS)
