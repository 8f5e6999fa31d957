from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "andon.questions"
