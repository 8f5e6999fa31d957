"""The doors of monitors, by path; one intake behind them all."""

from .events import events_doors
from .formats import FormatsDoor
from .incoming import Door
from .intake import Intake
from .opsgenie import PREFIXES, OpsgenieDoor
from .pings import PingDoor


class AlertDoors:
    def __init__(self) -> None:
        self._intake = Intake()
        self._opsgenie = OpsgenieDoor(self._intake)
        self._exact: dict[str, Door] = {**events_doors(self._intake)}
        self._below: dict[str, Door] = {"/in/": FormatsDoor(self._intake), "/ping/": PingDoor(self._intake)}
        for prefix in PREFIXES:
            self._exact[f"{prefix}/v2/alerts"] = self._opsgenie
            self._below[f"{prefix}/v2/alerts/"] = self._below[f"{prefix}/v2/heartbeats/"] = self._opsgenie

    def find(self, path: str) -> tuple[str, Door] | None:
        """A name that holds no key, for figures, and the door; None for a path that is none of these."""
        if door := self._exact.get(path):
            return path, door
        return next(((below, door) for below, door in self._below.items() if path.startswith(below)), None)

    def close(self) -> None:
        self._opsgenie.close()
        self._intake.close()
