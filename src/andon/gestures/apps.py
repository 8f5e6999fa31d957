from django.apps import AppConfig


class GesturesConfig(AppConfig):
    name = "andon.gestures"
