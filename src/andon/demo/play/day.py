"""The day, from the first report to the last customer told."""

from django.utils import translation

from andon.demo.company import staff

from .mobilise import declare, talk
from .reports import dana_reports, four_more_report
from .stage import Stage
from .telling import end, tell


def play_day(stage: Stage) -> None:
    with translation.override("en"):
        dana_reports(stage)
        cases = four_more_report(stage)
        agent = cases[0].owner or stage.house.person(staff.AGENT)
        engineer = declare(stage, cases, agent)
        talk(stage, cases, agent, engineer)
        tell(stage, agent)
        end(stage, agent, engineer)
