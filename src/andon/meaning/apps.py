from django.apps import AppConfig


class MeaningConfig(AppConfig):
    name = "andon.meaning"
