from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "andon.impact"
