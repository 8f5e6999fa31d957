"""Debian's Chromium on the product as it runs, with a mail relay of ours behind it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from andon.people.models import User
from tests.live_server import Product, running_product, wait_for_worker
from tests.peers.mail_relay import MailRelay

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]
# On a busy machine a condition may take long; a test that passes waits for none of it.
PATIENCE = 60_000
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason="needs Chromium: apt-get install -y chromium")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(900))
            if not Path(CHROMIUM).exists():
                item.add_marker(missing)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For a module at a time: while it is open an event loop runs in this thread, and others want to run theirs."""
    # From within a loop Django would refuse to ask the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def post_office() -> Iterator[MailRelay]:
    relay = MailRelay().start()
    yield relay
    relay.stop()


@pytest.fixture(scope="module")
def product_with_mail(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, post_office: MailRelay
) -> Iterator[Product]:
    with running_product(
        tmp_path_factory.mktemp("home"),
        ANDON_MAIL_RELAY=f"smtp://127.0.0.1:{post_office.port}",
        ANDON_MAIL_ADDRESS="care@fernhill.example",
    ) as product:
        yield product


@pytest.fixture
def product(product_with_mail: Product, transactional_db: None, post_office: MailRelay) -> Iterator[Product]:
    """The running product on an empty database, and an empty post office."""
    post_office.mails.clear()
    yield product_with_mail
    wait_for_worker()


class Visitor:
    """Somebody with a browser of her own. What its console complains of is kept."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self._url = url

    def go(self, path: str) -> Page:
        """Open one of our addresses; a whole one counts by its path."""
        answer = self.page.goto(self.at(path))
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    def at(self, path: str) -> str:
        return self._url + path.removeprefix(self._url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complain(message.text)

    def _complain(self, text: str) -> None:
        # The browser says this of itself when somebody goes on before a page has faded in.
        if "Transition was" not in text:
            self.complaints.append(f"{self.page.url}: {text}")


@pytest.fixture
def visitor(chromium: Browser, product: Product) -> Iterator[Callable[..., Visitor]]:
    """`visitor(alice)` is signed in, `visitor()` is a customer; `phone=True`, `dark=True`."""
    contexts: list[BrowserContext] = []

    def come(user: User | None = None, *, phone: bool = False, dark: bool = False) -> Visitor:
        context = chromium.new_context(
            viewport={"width": 390, "height": 844} if phone else {"width": 1440, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            timezone_id="Europe/Lisbon",
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": product.session(user), "url": product.url}]
            )
        return Visitor(context, product.url)

    yield come
    for context in contexts:
        context.close()
