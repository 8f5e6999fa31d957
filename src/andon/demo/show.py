"""The demo as a whole: database, company, the running set, the day, and what it came to."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from andon.project.embedded.run_folder import short_run_folder
from andon.project.postgres import EmbeddedPostgres
from andon.project.supervise.child import run_to_the_end
from andon.project.supervise.installation import Installation, address
from andon.project.supervise.supervisor import Supervisor

from .place import free_port, without_installation
from .play.narrator import Narrator
from .sink.page import SinkPage
from .sink.smtp import SinkRelay
from .sink.store import Sink

if TYPE_CHECKING:
    # Rooms are loaded only once Django knows this demo's database.
    from .fill.fill import Company
    from .play.measure import Result
    from .play.stage import Stage

MAIL_ADDRESS = "care@fernhill.example"


class Show:
    """`play()` once; ends by KeyboardInterrupt, or with `once` by itself."""

    def __init__(self, home: Path, options: argparse.Namespace) -> None:
        self.options = options
        self._home, self._once = home, bool(options.once)
        self._narrator = Narrator(speed=0.0 if self._once else options.speed, quiet=options.json)
        self._sink = Sink()

    def play(self) -> "Result":
        without_installation()
        begun = time.monotonic()
        with ExitStack() as stack:
            relay = stack.enter_context(SinkRelay(self._sink))
            mails = stack.enter_context(SinkPage(self._sink, 0 if self._once else free_port(8025)))
            installation = self._installation(relay.port)
            company = self._fill(installation)
            supervisor = stack.enter_context(self._running(installation))
            self._narrator.tick = supervisor.look
            self._narrator.plain(f"Andon is running, {time.monotonic() - begun:.0f} s after the start.")
            result = self._day(installation, company, mails.url)
            self._stay_up(supervisor)
        return result

    def _stay_up(self, supervisor: Supervisor) -> None:
        try:
            while not self._once:
                supervisor.look()
                time.sleep(0.2)
        except KeyboardInterrupt:
            self._narrator.plain("\nStopping …")
            raise

    def _installation(self, relay_port: int) -> Installation:
        wanted = ((), (), ()) if self._once else ((8000, 8100), (2525,), (8001, 8101))
        logs = self._home / "logs"
        logs.mkdir()
        return Installation(
            home=self._home,
            listen=f"127.0.0.1:{free_port(*wanted[0])}",
            mail_listen=f"127.0.0.1:{free_port(*wanted[1])}",
            status_listen=f"127.0.0.1:{free_port(*wanted[2])}",
            further={
                "ANDON_MAIL_RELAY": f"smtp://127.0.0.1:{relay_port}",
                "ANDON_MAIL_ADDRESS": MAIL_ADDRESS,
                "ANDON_MAIL_TRUSTED_AUTHSERV": "mx.fernhill.example",
            },
        )

    def _fill(self, installation: Installation) -> "Company":
        """With the database alone: nobody else may see history being made."""
        server = EmbeddedPostgres(self._home / "postgres", short_run_folder(self._home))
        self._narrator.plain(f"A database of its own, in {self._home}")
        server.start()
        try:
            filling = replace(installation, database_url=server.url)
            run_to_the_end(["prepare"], filling.environment())
            filling.attach()
            return self._filled()
        finally:
            _let_go_of_database()
            server.stop()
            # The same address again, kept by the supervisor from here on.
            os.environ.pop("DATABASE_URL", None)

    def _filled(self) -> "Company":
        from andon.kit import clock

        from .fill.fill import Size, fill

        size = Size(days=1, cases_a_day=5, this_morning=10) if self._once else Size()
        return fill(clock.wall(), self._sink, lambda text: self._narrator.plain(f"  {text}"), size)

    @contextmanager
    def _running(self, installation: Installation) -> Iterator[Supervisor]:
        logs = self._home / "logs"
        try:
            with Supervisor(installation, say=self._narrator.plain, logs=logs) as supervisor:
                yield supervisor
                _let_go_of_database()
        except Exception:
            for log in sorted(logs.glob("*.log")):
                print(f"── the end of {log.name}\n{log.read_text(errors='replace')[-2000:]}", file=sys.stderr)
            raise

    def _day(self, installation: Installation, company: "Company", mails_url: str) -> "Result":
        from .play.day import play_day
        from .play.measure import measure

        stage = self._stage(installation, company, mails_url)
        if not self._once:
            self._narrator.plain(_welcome(stage))
            self._narrator.rest(2)
        play_day(stage)
        result = measure(stage)
        if not self.options.json:
            self._narrator.plain(_figures(result))
        if not self._once:
            self._narrator.plain(_welcome(stage))
            self._narrator.plain("Yours now. Stop with Ctrl-C.")
        return result

    def _stage(self, installation: Installation, company: "Company", mails_url: str) -> "Stage":
        from andon.kit import clock
        from andon.people.actions.create_token import create_token

        from .fill.house import DEMO
        from .play.doors import ApiDoor, MailDoor
        from .play.stage import Stage

        _token, text = create_token(name="Mercado Sol help desk", scopes=["read", "write"], by=DEMO)
        return Stage(
            house=company.house,
            sink=self._sink,
            mails_url=mails_url,
            mail=MailDoor(address(installation.mail_listen)[1], MAIL_ADDRESS),
            shop=ApiDoor(installation.url, text),
            narrator=self._narrator,
            begun=clock.now(),
        )


def _welcome(stage: "Stage") -> str:
    from .company import staff
    from .play.stage import sign_in_link

    people = (
        ("agent", staff.AGENT),
        ("engineer", staff.ENGINEER),
        ("lead", staff.LEAD),
        ("administrator", staff.ADMINISTRATOR),
    )
    links = [f"  {what:<14} {name:<14} {sign_in_link(stage.house.person(name))}" for what, name in people]
    return "\n".join(
        [
            "",
            "Sign in as somebody (each link works once; use a browser window of its own for each):",
            *links,
            f"  {'customer':<14} {'Dana':<14} the link in her mail: {stage.mails_url}/?to=dana%40acme.example",
            "",
            f"  Andon    {stage.url}",
            f"  Mails    {stage.mails_url}   what customers and engineers got",
            f"  Portal   {stage.url}/help/",
            "",
        ]
    )


def _figures(result: "Result") -> str:
    lines = [f"  {name.replace('_', ' '):<24} {value}" for name, value in result.figures.as_json().items()]
    return "\n".join(["", "The day in figures:", *lines])


def _let_go_of_database() -> None:
    from django.db import connections

    from andon.work import wake

    connections.close_all()
    wake.hang_up()
