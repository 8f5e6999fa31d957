"""The floors of the house, from the import contract."""

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "src" / "andon"


def floors() -> dict[str, int]:
    """Room to its floor; 0 is the highest."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    lines = contract["importlinter:contract:floors"]["layers"].split("\n")
    named = [line.replace("(", "").replace(")", "").replace("andon.", "") for line in lines if line.strip()]
    return {room.strip(): floor for floor, line in enumerate(named) for room in line.split("|")}
