from django.apps import AppConfig

from andon.kit.codes_in_sql import write_codes_out


class WorkConfig(AppConfig):
    name = "andon.work"

    def ready(self) -> None:
        write_codes_out()
