from django.apps import AppConfig


class EmergingConfig(AppConfig):
    name = "andon.emerging"
