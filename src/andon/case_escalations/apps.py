from django.apps import AppConfig


class CaseEscalationsConfig(AppConfig):
    name = "andon.case_escalations"
