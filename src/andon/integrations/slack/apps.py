from django.apps import AppConfig


class SlackConfig(AppConfig):
    name = "andon.integrations.slack"
