"""How cases are run, set by a lead or an administrator."""

from django.urls import reverse
from tests.cast import NOBODY, person

from andon.cases.actions.block_sender import block_sender
from andon.cases.models import BlockedSender, CasePolicy
from andon.people.models import Team, User

from .conftest import Browse

TYPED = {
    "priorities": "low, normal, now",
    "reminder_days": "3, 1",
    "auto_close_days": "6",
    "merge_undo_days": "7",
}


def test_it_is_changed_and_shown(mei: User, care: Team, browse: Browse) -> None:
    client, url = browse(mei), reverse("cases:change_policy")
    assert 'value="low, normal, high, urgent"' in client.get(url).content.decode()
    assert client.post(url, TYPED | {"default_team": str(care.id)}).status_code == 302
    policy = CasePolicy.objects.get()
    assert (policy.default_team, policy.reminder_days, policy.auto_close_days) == (care, [1, 3], 6)
    assert policy.priorities == ["low", "normal", "now"]
    assert 'value="1, 3"' in client.get(url).content.decode()


def test_bad_input_is_kept_with_its_fault(mei: User, browse: Browse) -> None:
    client, url = browse(mei), reverse("cases:change_policy")
    for bad in ({"reminder_days": "soon"}, {"reminder_days": "9"}, {"priorities": "low"}, {"auto_close_days": ""}):
        answer = client.post(url, TYPED | bad)
        assert answer.status_code == 422
        assert 'value="3, 1"' in answer.content.decode() or "reminder_days" in bad
    assert not CasePolicy.objects.exists()


def test_who_is_blocked(mei: User, browse: Browse) -> None:
    sender = block_sender("spam@x.example", by=NOBODY, why="C-3")
    client = browse(mei)
    assert "spam@x.example" in client.get(reverse("cases:change_policy")).content.decode()
    client.post(reverse("cases:unblock_address", args=[sender.id]))
    assert not BlockedSender.objects.exists()


def test_who_may(alice: User, rita: User, browse: Browse) -> None:
    url = reverse("cases:change_policy")
    for nobody in (alice, rita):
        assert browse(nobody).get(url).status_code == 403
    administrator = browse(person("Ana Only", ("administrator", None)))
    assert administrator.get(url).status_code == 200
    assert administrator.put(url).status_code == 405
    assert (
        administrator.get(reverse("cases:unblock_address", args=["0" * 8 + "-0000-0000-0000-" + "0" * 12])).status_code
        == 405
    )
