from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "andon.channels"
