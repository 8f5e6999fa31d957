"""How old the last backup is stands on the settings, for those who can do something about it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from andon.kit import clock
from andon.people.models import User
from andon.project.facts import BackupFailed, BackupMade
from andon.project.the_installation import INSTALLATION
from andon.timeline.actor import Actor
from andon.timeline.record import record

BY = Actor.system("project")


def settings_of(user: User) -> str:
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser.get(reverse("console:settings")).content.decode()


def note(fact: object) -> None:
    with transaction.atomic():
        record(fact, subject=INSTALLATION, by=BY)


@pytest.mark.django_db
def test_none_then_one_then_late_then_failed(ada: User, move_clock: Any) -> None:
    move_clock.to(clock.now())
    assert "There is no backup yet." in settings_of(ada)

    note(BackupMade(file="x.backup", bytes=3_000_000))
    shown = settings_of(ada)
    assert "Backed up" in shown
    assert "2.9" in shown

    move_clock.to(clock.now() + timedelta(hours=27))
    assert "No recent backup" in settings_of(ada)

    note(BackupFailed(why="OSError"))
    assert "Backup failed" in settings_of(ada)


@pytest.mark.django_db
def test_who_cannot_do_anything_about_it_does_not_see_it(alice: User) -> None:
    assert "backup" not in settings_of(alice).lower()
