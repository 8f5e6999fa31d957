"""The day, from the first report to the last customer told."""

from django.utils import translation

from andon.demo.company import staff

from .emerging import call_silent, say_whom_it_hits
from .mobilise import confirm_or_declare, monitor_fires, talk
from .reports import dana_reports, four_more_report
from .stage import Stage
from .telling import end, tell


def play_day(stage: Stage) -> None:
    with translation.override("en"):
        dana_reports(stage)
        cases = four_more_report(stage)
        agent = cases[0].owner or stage.house.person(staff.AGENT)
        monitor_fires(stage)
        engineer = confirm_or_declare(stage, cases, agent)
        talk(stage, cases, agent, engineer)
        say_whom_it_hits(stage)
        tell(stage, agent)
        call_silent(stage, agent)
        end(stage, agent, engineer)
