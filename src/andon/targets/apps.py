from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "andon.targets"
