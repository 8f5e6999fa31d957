from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "andon.integrations.webhooks"
