"""Andon's command line: `andon <command>`. Each command is a module with `add_arguments(parser)` and `run(options)`."""

import argparse
import importlib
import importlib.util
import sys
from dataclasses import dataclass

from .version import version


@dataclass(frozen=True, slots=True)
class _Command:
    module: str
    help: str


_COMMANDS = {
    "up": _Command("andon.project.commands.up", "run everything on this machine: database, web, workers, mail"),
    "demo": _Command("andon.demo.command", "run Andon with a believable company in it, in a place of its own"),
    "drill": _Command("andon.drill.command", "rehearse telling many customers, in a place of its own"),
    "web": _Command("andon.project.commands.web", "run a web server only"),
    "worker": _Command("andon.project.commands.worker", "run a worker only"),
    "mail": _Command("andon.project.commands.mail", "run the mail listener only"),
    "status": _Command("andon.project.commands.status", "write the public status pages as files; serve them alone"),
    "migrate": _Command("andon.project.commands.migrate", "bring the database to this version"),
    "upgrade": _Command("andon.project.commands.upgrade", "the same, with a backup first"),
    "doctor": _Command("andon.project.commands.doctor", "say what is well here and what is not"),
    "meaning": _Command("andon.project.commands.meaning", "say how far texts are understood; read all of them again"),
    "oncall": _Command("andon.project.commands.oncall", "say who would be paged or is on call, and page nobody"),
    "impact": _Command("andon.project.commands.impact", "say which customers a fault concerns, from files"),
    "backup": _Command("andon.project.commands.backup", "write everything into a file"),
    "export": _Command("andon.project.commands.export", "write all that is kept about a contact, as JSON"),
    "erase": _Command("andon.project.commands.erase", "forget who a contact was, for ever"),
    "restore": _Command("andon.project.commands.restore", "put a backup back"),
    "backtest": _Command("andon.project.commands.backtest", "say what would have been seen in old tickets"),
    "targets": _Command("andon.project.commands.targets", "check the arithmetic of targets against known answers"),
}
# For the supervisor, not for people.
_HIDDEN = {"prepare": _Command("andon.project.commands.prepare", "")}


def main(arguments: list[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(
        prog="andon",
        description="Andon: customer service and engineering in one system, on one timeline.",
        epilog="Data are in $ANDON_HOME. `andon <command> --help` says more.",
    )
    parser.add_argument("--version", action="version", version=f"Andon {version()}")
    commands = parser.add_subparsers(dest="command", metavar="<command>", required=True)
    for name, command in _COMMANDS.items():
        if _exists(command.module):
            _add(commands, name, command, load=name in given[:1])
    if given[:1] and given[0] in _HIDDEN:
        _add(commands, given[0], _HIDDEN[given[0]], load=True)
    options = parser.parse_args(given)
    try:
        return int(options.run(options) or 0)
    except Exception as error:
        if not _is_database_away(error):
            raise
        print(f"The database does not answer: {error}", file=sys.stderr)
        return 1


def _is_database_away(error: Exception) -> bool:
    """Not worth a traceback: it is no fault of the program."""
    from django.db.utils import OperationalError

    return isinstance(error, OperationalError)


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, command: _Command, *, load: bool
) -> None:
    """Only the command asked for is loaded."""
    parser = commands.add_parser(name, help=command.help, description=command.help.capitalize() + ".")
    if load:
        module = importlib.import_module(command.module)
        module.add_arguments(parser)
        parser.set_defaults(run=module.run)


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
