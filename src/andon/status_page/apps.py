from django.apps import AppConfig


class StatusPageConfig(AppConfig):
    name = "andon.status_page"
