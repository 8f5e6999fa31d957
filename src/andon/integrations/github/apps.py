from django.apps import AppConfig


class GitHubConfig(AppConfig):
    name = "andon.integrations.github"
