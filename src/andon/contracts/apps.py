from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "andon.contracts"
